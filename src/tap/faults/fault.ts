import type { Direction, Ending, Message } from '../../wire/types.ts';
import type { CountedMessage, FrameName } from './counted.ts';

/** Which connections a fault meets: all from now on by default. */
export interface FaultScope {
  /** Only the Nth connection through this tap, from 1. */
  readonly connection?: number;
  /** How often it fires before it is spent; once by default. `Infinity` is written `'always'`. */
  readonly times?: number | 'always';
}

/** Cuts the connection with a reset (RST) towards both ends, at once or as soon as there is one. */
export interface ResetConnection extends FaultScope {
  readonly kind: 'reset-connection';
}

/** Delivers `bytes` bytes more of one direction of a connection, then cuts the connection. */
export interface CloseAfterBytes extends FaultScope {
  readonly kind: 'close-after-bytes';
  readonly bytes: number;
  readonly direction: Direction;
  /** `fin` ends both sides orderly, `rst` resets them. */
  readonly how: 'fin' | 'rst';
}

/** Delivers the Nth message of a direction of a connection whole, then cuts the connection. */
export interface CloseAfterMessage extends FaultScope {
  readonly kind: 'close-after-message';
  readonly message: CountedMessage;
  /** Which one of its direction since it was armed, from 1. */
  readonly nth: number;
  /** Responses and events come from the server alone. */
  readonly direction: Direction;
  readonly how: 'fin' | 'rst';
}

/** Delivers the Nth frame of a kind and a direction of a connection whole, then cuts the connection. */
export interface CloseAfterFrame extends FaultScope {
  readonly kind: 'close-after-frame';
  /** An opcode of WebSocket in lower case, or a type of HTTP/2 in capitals. */
  readonly frame: FrameName;
  /** Which one of its kind and direction since it was armed, from 1. */
  readonly nth: number;
  readonly direction: Direction;
  readonly how: 'fin' | 'rst';
}

/** Lets the request through and keeps the answer: the server did the work, the client never hears. */
export interface DropResponse extends FaultScope {
  readonly kind: 'drop-response';
  /** Which final (not 1xx) response of a connection since it was armed, from 1. */
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

/**
 * Swallows every byte both ways, ends and resets too, and cuts nothing: a peer that lost power, a
 * network that lost its way. Each end finds out by its own deadline, if it has one.
 */
export interface BlackHole extends FaultScope {
  readonly kind: 'black-hole';
}

/** What a tap can do to a connection, as data: it can be saved, shown and drawn from a seed. */
export type Fault =
  | ResetConnection
  | CloseAfterBytes
  | CloseAfterMessage
  | CloseAfterFrame
  | DropResponse
  | DelayBytes
  | SplitChunks
  | LimitRate
  | BlackHole;

/** The kinds of faults by name. */
export type FaultKindName = Fault['kind'];

/** The fault of a kind. */
export type FaultOf<K extends FaultKindName> = Extract<Fault, { readonly kind: K }>;

/** What a kind of fault is good for, for who types it. */
export interface FaultHelp {
  /** What it does and what it shows, a sentence or two. */
  readonly about: string;
  /** Its options and what they say, those of every fault left out. */
  readonly options: Readonly<Record<string, string>>;
  /** As it is typed. */
  readonly example: string;
}

/** What one kind of fault is: how it is read, what it says of itself, what it does. */
export interface FaultKind<F extends Fault> {
  readonly help: FaultHelp;
  /** Reads what somebody typed or saved. Throws a `FaultError`. */
  parse(given: Given): F;
  /** What it does, as the rest of a sentence that begins with the tap: `cuts the connection ...`. */
  describe(fault: F): string;
  /** Sets it to work on one connection. */
  start(fault: F, meeting: Meeting): FaultAtWork;
}

/** Fields of a fault as given from outside, each read with its bounds. */
export interface Given {
  /** A whole number in `[min, max]`. Without a `fallback` it must be there. */
  integer(name: string, bounds: { min: number; max: number; fallback?: number }): number;
  /** One of some words. Without a `fallback` it must be there. */
  word<W extends string>(name: string, words: readonly W[], fallback?: W): W;
  /** The fields every fault has. */
  scope(): FaultScope;
}

/** A connection at the moment at which a fault meets it. */
export interface Meeting {
  readonly random: { integer(min: number, max: number): number };
  readonly progress: Progress;
}

/** How far a connection has come; the server's direction if nothing else is said. */
export interface Progress {
  /** How many of these were completed in a direction, those of the arrival in hand included. */
  seen(direction: Direction, name: CountedMessage | FrameName): number;
  /** Final (not 1xx) responses that are complete or, if they stream, began. */
  readonly responses: number;
  /** True between the head of a streamed response and its end, and where HTTP/1.1 was left for good. */
  readonly streaming: boolean;
  /** Offset behind the last complete message. */
  readonly messageEnd: number;
  /** Offset behind the last byte that arrived. */
  readonly received: number;
}

/** Bytes of one direction that want to pass, with the messages that the newest of them completed. */
export interface Arrival {
  /** Offset of the first byte in the stream of its direction. */
  readonly offset: number;
  /** Bytes that were held come again, followed by the new ones. */
  readonly byteLength: number;
  readonly completed: readonly Message[];
  /** Set if the sender ended its direction behind these bytes; there may be none then. */
  readonly ending?: Ending;
}

/** What a fault decides about an arrival. `bytes` counts from its first byte. */
export type Verdict =
  /** All of it passes. */
  | { readonly do: 'pass' }
  /** The first `bytes` pass, the rest is undecided and comes again with the next arrival. */
  | { readonly do: 'hold'; readonly bytes: number }
  /** The first `bytes` pass, nothing behind them ever will; no cut for now. */
  | { readonly do: 'withhold'; readonly bytes: number }
  /** The first `bytes` pass, then the connection is cut. */
  | { readonly do: 'cut'; readonly bytes: number; readonly how: Ending };

/** A run of bytes on its way. An empty one stands for the end of the direction. */
export interface Piece {
  readonly byteLength: number;
  /** Lab time in milliseconds before which it must not go on. */
  readonly at: number;
  /** True if it goes in a write of its own, and the receiver gets a turn before the next one. */
  readonly alone: boolean;
}

/** Cuts the connection as soon as it meets it. */
interface AtOnce {
  readonly acts: 'at-once';
  readonly how: Ending;
}

/** Delivers nothing more, either way, as soon as it meets the connection. */
interface AsBlackHole {
  readonly acts: 'as-black-hole';
}

/** Judges each arrival of one direction. */
export interface OnArrival {
  readonly acts: 'on-arrival';
  readonly direction: Direction;
  judge(arrival: Arrival): Verdict;
}

/** Cuts up and holds back the bytes of one direction, in order. The pieces add up to what was given. */
export interface OnPace {
  readonly acts: 'on-pace';
  readonly direction: Direction;
  pace(piece: Piece): readonly Piece[];
}

/** A fault at work on one connection. A new one is made for each connection that the fault meets. */
export type FaultAtWork = AtOnce | AsBlackHole | OnArrival | OnPace;
