import { bytesDissector } from '../bytes.ts';
import type { Direction, Dissector, Field } from '../types.ts';

/** What is known when a connection leaves HTTP/1.1. */
export interface Handover {
  /** `connect` for a tunnel, else the protocol of `Upgrade` in lower case, such as `websocket`. */
  readonly protocol: string;
  /** The fields of the response that switched. */
  readonly fields: readonly Field[];
  /** Where the new protocol starts in each direction. */
  readonly offsets: Readonly<Record<Direction, number>>;
}

/** Makes the dissector of a protocol that a connection switched to; its offsets go on counting. */
export type Successor = (handover: Handover) => Dissector;

/** Dissectors of protocols that HTTP/1.1 can be left for, by name. */
export type Successors = Readonly<Record<string, Successor>>;

/** The dissector that goes on; bytes are shown as they are where none is known. */
export function succeed(handover: Handover, successors: Successors): Dissector {
  const successor = Object.hasOwn(successors, handover.protocol)
    ? successors[handover.protocol]
    : undefined;
  return successor?.(handover) ?? bytesDissector(handover.offsets);
}
