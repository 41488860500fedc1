import { blackHoleKind } from './black-hole.ts';
import { closeAfterBytesKind } from './close-after-bytes.ts';
import { closeAfterFrameKind } from './close-after-frame.ts';
import { closeAfterMessageKind } from './close-after-message.ts';
import { delayBytesKind } from './delay-bytes.ts';
import { dropResponseKind } from './drop-response.ts';
import type {
  Fault,
  FaultAtWork,
  FaultHelp,
  FaultKind,
  FaultKindName,
  FaultOf,
  Given,
  Meeting,
} from './fault.ts';
import { limitRateKind } from './limit-rate.ts';
import { resetConnectionKind } from './reset-connection.ts';
import { splitChunksKind } from './split-chunks.ts';

/** Every kind of fault; one that is missing here is a type error. */
const kinds: { readonly [K in FaultKindName]: FaultKind<FaultOf<K>> } = {
  'reset-connection': resetConnectionKind,
  'close-after-bytes': closeAfterBytesKind,
  'close-after-message': closeAfterMessageKind,
  'close-after-frame': closeAfterFrameKind,
  'drop-response': dropResponseKind,
  'delay-bytes': delayBytesKind,
  'split-chunks': splitChunksKind,
  'limit-rate': limitRateKind,
  'black-hole': blackHoleKind,
};

/** The names of all kinds of faults. */
export const faultKindNames: readonly string[] = Object.keys(kinds);

/** What the kinds of faults are good for, by their names. */
export const faultHelp: Readonly<Record<string, FaultHelp>> = Object.fromEntries(
  Object.entries(kinds).map(([name, { help }]) => [name, help]),
);

/** A fault of one of the kinds `K`, spelled so that its kind and the rest of it stay together. */
type Spelled<K extends FaultKindName> = { [P in K]: FaultOf<P> & { readonly kind: P } }[K];

/** What a fault does, one sentence without its subject: `cuts the connection after 128 bytes ...`. */
export function describeFault(fault: Fault): string {
  return describe(fault);
}

/** Sets a fault to work on a connection. */
export function startFault(fault: Fault, meeting: Meeting): FaultAtWork {
  return start(fault, meeting);
}

/** Reads the fields of a fault of a kind; undefined if there is no such kind. Throws a `FaultError`. */
export function readFault(kind: string, given: Given): Fault | undefined {
  return isKindName(kind) ? kinds[kind].parse(given) : undefined;
}

function describe<K extends FaultKindName>(fault: Spelled<K>): string {
  return kinds[fault.kind].describe(fault);
}

function start<K extends FaultKindName>(fault: Spelled<K>, meeting: Meeting): FaultAtWork {
  return kinds[fault.kind].start(fault, meeting);
}

function isKindName(kind: string): kind is FaultKindName {
  return Object.hasOwn(kinds, kind);
}
