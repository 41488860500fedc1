import type { Direction, Message } from '../../wire/types.ts';

/** Which connections a fault meets: all from now on where nothing is said. */
export interface FaultScope {
  /** Only the Nth connection through this tap, from 1. */
  readonly connection?: number;
  /** How often it fires before it is spent; once where nothing is said. `Infinity` is written `'always'`. */
  readonly times?: number | 'always';
}

/** Cuts the connection with a reset (RST) towards both ends, at once or as soon as there is one. */
export interface ResetConnection extends FaultScope {
  readonly kind: 'reset-connection';
}

/** Delivers `bytes` bytes of one direction of a connection, then cuts the connection. */
export interface CloseAfterBytes extends FaultScope {
  readonly kind: 'close-after-bytes';
  readonly bytes: number;
  readonly direction: Direction;
  /** `fin` ends both sides orderly, `rst` resets them. */
  readonly how: 'fin' | 'rst';
}

/** Delivers the Nth response or event of a connection whole, then cuts the connection. */
export interface CloseAfterMessage extends FaultScope {
  readonly kind: 'close-after-message';
  readonly message: 'http-response' | 'sse-event';
  /** Which one on the connection, from 1. */
  readonly nth: number;
  readonly how: 'fin' | 'rst';
}

/** Lets the request through and keeps the answer: the server did the work, the client never hears. */
export interface DropResponse extends FaultScope {
  readonly kind: 'drop-response';
  /** Which final (not 1xx) response of the connection, from 1. */
  readonly nth: number;
  /** How the client's side ends once the response is complete and withheld. */
  readonly how: 'fin' | 'rst';
}

/** Holds every byte of a direction back by a time on the lab's clock; order is kept. */
export interface DelayBytes extends FaultScope {
  readonly kind: 'delay-bytes';
  readonly delayMs: number;
  /** A random part of up to this many milliseconds more, drawn from the seed. */
  readonly jitterMs?: number;
  readonly direction: Direction;
}

/** Forwards the bytes in small pieces, each a write of its own. */
export interface SplitChunks extends FaultScope {
  readonly kind: 'split-chunks';
  /** The largest piece in bytes; sizes are drawn from the seed, from 1 to this. */
  readonly maxBytes: number;
  readonly direction: Direction;
}

/** Forwards no faster than a rate on the lab's clock. */
export interface LimitRate extends FaultScope {
  readonly kind: 'limit-rate';
  readonly bytesPerSecond: number;
  readonly direction: Direction;
}

/** What a tap can do to a connection, as data: it can be saved, shown and drawn from a seed. */
export type Fault =
  | ResetConnection
  | CloseAfterBytes
  | CloseAfterMessage
  | DropResponse
  | DelayBytes
  | SplitChunks
  | LimitRate;

/** What a fault decides about bytes that want to pass. */
export type Verdict =
  /** Pass them on. */
  | { readonly do: 'pass' }
  /** Keep all of them from the other end, for now without a cut. */
  | { readonly do: 'withhold' }
  /** Pass the first `bytes` of them, then cut the connection; the rest is never delivered. */
  | { readonly do: 'cut'; readonly bytes: number; readonly how: 'fin' | 'rst' }
  /** Pass them as pieces of these sizes, in order, each after its wait on the lab's clock. */
  | { readonly do: 'pace'; readonly pieces: readonly Piece[] };

/** A part of the bytes and how long it waits behind the one before it. */
export interface Piece {
  readonly byteLength: number;
  readonly delayMs: number;
}

/** Bytes that arrived at the tap, with what the dissector completed by them. */
export interface Arrival {
  readonly direction: Direction;
  /** Offset of the first byte in the stream of that direction. */
  readonly offset: number;
  readonly byteLength: number;
  /** The messages that these bytes completed or, for a response, began. */
  readonly completed: readonly Message[];
}

/** A fault at work on one connection. A new one is made for each connection that the fault meets. */
export interface FaultAtWork {
  judge(arrival: Arrival): Verdict;
}
