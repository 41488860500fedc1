import type { Direction, Ending, HttpRequest, HttpResponse, Message } from '../wire/types.ts';
import type { Fault } from './faults/fault.ts';

/** A name in the pictures: `client`, `api`, `gateway`, ... */
export type PartyName = string;

/** How much of a message reached the other end. */
export type Delivery = 'whole' | 'part' | 'none';

/** A connection came to the tap, which opened its own to the server. */
export interface ConnectionOpened {
  readonly type: 'connection-opened';
  /** Counts from 1 within a run, over all taps. */
  readonly connection: number;
  readonly client: PartyName;
  readonly server: PartyName;
  readonly clientPort: number;
  readonly serverPort: number;
  /** The server's address, if it is not 127.0.0.1. */
  readonly serverAddress?: string;
}

/**
 * One direction of a connection ended: by the party that sends in it, by the tap, or by the
 * `receiver`, whose reset ends the direction it was listening to as well as its own.
 */
export interface ConnectionEnded {
  readonly type: 'connection-ended';
  readonly connection: number;
  readonly direction: Direction;
  readonly how: Ending;
  readonly by: 'sender' | 'receiver' | 'tap';
}

/** The server could not be reached: the tap closed the client's connection with a reset. */
export interface ConnectionRefused {
  readonly type: 'connection-refused';
  readonly connection: number;
  readonly client: PartyName;
  readonly server: PartyName;
  /** The system's error code, such as `ECONNREFUSED`. */
  readonly code: string;
}

/** A message crossed the tap. Emitted when its last byte went on, or when it is certain that it never will. */
export interface MessageSeen {
  readonly type: 'message';
  readonly connection: number;
  readonly message: Message;
  readonly delivery: Delivery;
  /** How many of its bytes went on, from its first one; only if `delivery` is `part`. */
  readonly deliveredBytes?: number;
  /** When its first byte went on, lab time in milliseconds; only if others of its bytes came later. */
  readonly begunAt?: number;
  /** True if the recording ended before the message did: `message` is what came of it until then. */
  readonly unfinished?: true;
  /** The bytes `[message.start, message.end)`, the plaintext of a message `inside` TLS; absent past the capture's cap. */
  readonly bytes?: Uint8Array;
}

/**
 * Bytes of a message went on whose end is still to come. Emitted before whatever crosses behind them,
 * and if time goes on meanwhile. The message itself follows when it is whole, all its bytes with it.
 */
export interface Crossing {
  readonly type: 'crossing';
  readonly connection: number;
  readonly direction: Direction;
  /** Offset of the message's first byte in the stream of its direction. */
  readonly messageStart: number;
  /** What went on since the last crossing of the message: `[start, end)`. */
  readonly start: number;
  readonly end: number;
  /** True if the offsets count the plaintext inside TLS; its bytes are those of the records. */
  readonly inside?: true;
  /** The head of HTTP/1.1, without content; with the first crossing that has all of it. */
  readonly head?: HttpRequest | HttpResponse;
  /** The bytes `[start, end)`; absent past the capture's cap. */
  readonly bytes?: Uint8Array;
}

/**
 * The capture of a connection reached its cap: traffic goes on, bytes are no longer kept. Messages
 * that had begun are still reported, without their bytes; those that begin later are not.
 */
export interface CaptureFull {
  readonly type: 'capture-full';
  readonly connection: number;
  readonly capBytes: number;
  /** True if `capBytes` is what all connections of the tap may hold together at a time. */
  readonly ofAll?: true;
}

/** A fault fired. */
export interface FaultFired {
  readonly type: 'fault';
  readonly fault: Fault;
  /** One sentence: what it did. */
  readonly sentence: string;
  readonly connection: number;
}

/** A secret of a TLS connection is known: what is encrypted with it can be read from here on. */
export interface TlsSecretKnown {
  readonly type: 'tls-secret';
  readonly connection: number;
  /** As a key log has it (RFC 9850 §2), without its end. */
  readonly line: string;
}

/** What a tap reports, in the order in which it happened. */
export type TapEvent =
  | ConnectionOpened
  | ConnectionEnded
  | ConnectionRefused
  | Crossing
  | MessageSeen
  | CaptureFull
  | TlsSecretKnown
  | FaultFired;
