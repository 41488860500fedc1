import { bytesDissector } from '../bytes.ts';
import type { Direction, Dissector, Field, Layer, Node } from '../types.ts';

/** What is known when a connection leaves HTTP/1.1. */
export interface Handover {
  /** `connect` for a tunnel, else the protocol of `Upgrade` in lower case, such as `websocket`. */
  readonly protocol: string;
  /** The fields of the response that switched. */
  readonly fields: readonly Field[];
  /** The request that asked for it. */
  readonly request: {
    readonly method: string;
    readonly target: string;
    readonly fields: readonly Field[];
  };
  /** The number of the exchange that switched. */
  readonly exchange: number;
  /** Where the new protocol starts in each direction. */
  readonly offsets: Readonly<Record<Direction, number>>;
}

/** Makes the dissector of a protocol that a connection switched to; its offsets go on counting. */
export type Successor = (handover: Handover) => Dissector;

/** Dissectors of protocols that HTTP/1.1 can be left for, by name. */
export type Successors = Readonly<Record<string, Successor>>;

/** The head of a message: its fields, and the nodes that show where they lie. */
export interface ReadHead {
  readonly fields: readonly Field[];
  readonly nodes: readonly Node[];
}

/** Reads what a protocol says in the messages that lead to it. */
export interface SwitchReading {
  /** A layer for the request that offers the protocol. */
  readOffer(request: ReadHead): Layer;
  /** A layer for the response that switches to it, if it says anything; `offer` are the fields of its request. */
  readSwitch(response: ReadHead, offer: readonly Field[]): Layer | undefined;
}

/** Readings of handshakes, by the name of the protocol they lead to. */
export type SwitchReadings = Readonly<Record<string, SwitchReading>>;

/** The dissector that goes on; bytes are shown as they are if none is known. */
export function succeed(handover: Handover, successors: Successors): Dissector {
  const successor = known(successors, handover.protocol);
  return successor?.(handover) ?? bytesDissector(handover.offsets);
}

/** The reading of the handshake that leads to a protocol. */
export function readingOfSwitch(
  readings: SwitchReadings,
  protocol: string | undefined,
): SwitchReading | undefined {
  return protocol === undefined ? undefined : known(readings, protocol);
}

/** Names come from the wire: only a record's own members count. */
function known<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
