/**
 * What every dissector produces: messages whose nodes carry exact byte ranges.
 *
 * A connection has two byte streams, one a direction. All offsets count from the first byte of
 * the stream in that direction, as it left the sender. Ranges are half open: `[start, end)`.
 *
 * Three promises hold for every dissector, and property tests keep them:
 *
 * 1. *Slicing*: however a stream is cut into `push` calls, the same messages come out, in the same order.
 * 2. *Tiling*: the messages of one direction follow each other without gap or overlap, and so do the
 *    leaves of each message's first layer. Once `end` was called, every byte pushed is in exactly one leaf.
 *    Messages `inside` TLS come behind the records that they lie in, and tile the plaintext in the same way.
 * 3. *Calm*: malformed input is a node with a `problem`, never a throw; memory is capped (`limits.ts`).
 */

import type { GrpcPart } from './grpc/types.ts';
import type { Http2Frame, Http2Preface } from './http2/types.ts';
import type { Content, Direction, Ending, Field, MessageBase, Range } from './node.ts';
import type { RespCommand, RespReply } from './resp/types.ts';
import type { WsFrame } from './websocket/types.ts';

export type {
  Content,
  ContentPart,
  Direction,
  Ending,
  Field,
  Layer,
  MessageBase,
  Node,
  Problem,
  Range,
} from './node.ts';
export type { CarriedWsFrame, WsFrame, WsMessage, WsOpcode } from './websocket/types.ts';

/** A request with its body. */
export interface HttpRequest extends MessageBase {
  readonly kind: 'http-request';
  readonly method: string;
  readonly target: string;
  readonly version: string;
  readonly fields: readonly Field[];
  readonly trailers: readonly Field[];
  readonly content: Content;
  /** Which exchange of the connection, from 1. A response carries the number of its request. */
  readonly exchange: number;
  /** What the body says where it is gRPC-Web. */
  readonly grpc?: GrpcPart;
}

/**
 * A response with its body. Of a response that streams (`text/event-stream`, lines of JSON) this is the
 * head alone: its events or lines follow as messages of their own, then one `http-end`.
 */
export interface HttpResponse extends MessageBase {
  readonly kind: 'http-response';
  readonly status: number;
  readonly reason: string;
  readonly version: string;
  readonly fields: readonly Field[];
  readonly trailers: readonly Field[];
  readonly content: Content;
  readonly exchange: number;
  /** The method of the request that it answers; absent if that was not seen. */
  readonly requestMethod?: string;
  /** True if the body follows as messages of its own. */
  readonly streaming: boolean;
  /** What the body says where it is gRPC-Web. */
  readonly grpc?: GrpcPart;
}

/** The end of a streamed body: last chunk and trailers, or nothing but the end of the connection. */
export interface HttpEnd extends MessageBase {
  readonly kind: 'http-end';
  readonly trailers: readonly Field[];
  readonly exchange: number;
  /** False if the connection ended before the body did. */
  readonly complete: boolean;
}

/** One block of an event stream, as HTML Standard §9.2.6 would dispatch it, comments included. */
export interface SseEvent extends MessageBase {
  readonly kind: 'sse-event';
  readonly exchange: number;
  /**
   * `event`: dispatched; `comment`: only comments; `empty`: a block that dispatches nothing (no data,
   * such as a lone `retry` or `id`); `unfinished`: the stream ended inside the block, so it is discarded.
   */
  readonly outcome: 'event' | 'comment' | 'empty' | 'unfinished';
  /** The event type that is dispatched, `message` if the block names none. */
  readonly event: string;
  readonly data: string;
  /** The `id` field of this block, if it has a valid one. */
  readonly id?: string;
  /** The last event ID after this block, which a reconnecting client sends. */
  readonly lastEventId: string;
  /** Reconnection time in milliseconds, if the block sets one. */
  readonly retryMs?: number;
  readonly comments: readonly string[];
}

/** One line of a body that goes on: a JSON text of NDJSON, of a JSON text sequence or of a watch. */
export interface BodyLine extends MessageBase {
  readonly kind: 'body-line';
  readonly exchange: number;
  /** The line without its line end. Raw, not yet safe for a terminal. */
  readonly text: string;
  /** Its whole length in bytes, line end included. */
  readonly byteLength: number;
  /** True if `text` is only its beginning. */
  readonly truncated?: boolean;
  /** False for a last line without line end. */
  readonly complete: boolean;
}

/** An alert (RFC 9846 §6). */
export interface TlsAlert {
  /** `warning`, `fatal` or a number. */
  readonly level: string;
  readonly code: number;
  /** Its name, such as `close_notify`; `unknown` if there is none. */
  readonly description: string;
}

/** One record of TLS (RFC 9846 §5.1). What is encrypted in it follows as messages of their own if it can be read. */
export interface TlsRecord extends MessageBase {
  readonly kind: 'tls-record';
  /** Such as `handshake`; of an encrypted record of TLS 1.3 always `application_data`. */
  readonly contentType: string;
  /** The version in the record's head, such as `TLS 1.2`: a legacy of no meaning in TLS 1.3. */
  readonly version: string;
  readonly encrypted: boolean;
  /**
   * Of an encrypted record where there is a key log: true if what it holds was read at once, false if
   * its secret was not there or does not help. What is read later follows all the same.
   */
  readonly opened?: boolean;
  /** Length of what the record carries, in bytes, as its head declares it. */
  readonly payloadLength: number;
  /** False if the connection ended before the record did. */
  readonly complete: boolean;
  /** Names of the handshake messages that this record completes, such as `client_hello`. */
  readonly handshake?: readonly string[];
  /** The server name that the client asks for (RFC 6066 §3). */
  readonly sni?: string;
  /** The application protocols that the client offers, or the one that the server chose (RFC 7301 §3.1). */
  readonly alpn?: readonly string[];
  /** The versions that the client offers, or the one that the server chose, such as `TLS 1.3`. */
  readonly versions?: readonly string[];
  /** The cipher suite that the server chose. */
  readonly cipher?: string;
  readonly alert?: TlsAlert;
}

/** Why something encrypted is not read. */
export type TlsUnread =
  /** Sent before the handshake was over (RFC 9846 §2.3), and its own secret is not in the key log. */
  | 'early-data'
  /** Sent before the handshake was over, and the server did not take it. */
  | 'early-data-refused'
  /** The key log has no secret of this connection. */
  | 'no-secret'
  /** The secret of the key log does not open the record. */
  | 'no-match'
  /** The cipher suite is none of those that are read. */
  | 'cipher';

/**
 * What an encrypted record of TLS held, if that is no application data: messages of the handshake, an
 * alert. Application data is told by the messages of the protocol inside.
 */
export interface TlsContent extends MessageBase {
  readonly kind: 'tls-content';
  /** Such as `handshake`; `unknown` if it is not read. */
  readonly contentType: string;
  /** Names of the handshake messages that it completes. */
  readonly handshake?: readonly string[];
  /** The application protocol that the server chose (RFC 7301 §3.1). */
  readonly alpn?: readonly string[];
  readonly alert?: TlsAlert;
  /** Set if it is not read. After any but early data, nothing of the connection is read any more. */
  readonly unread?: TlsUnread;
}

/** Bytes that no dissector recognises, or that follow a protocol switch it does not read. */
export interface RawBytes extends MessageBase {
  readonly kind: 'bytes';
}

/** Bytes that began as a protocol and then broke its rules beyond reading on. */
export interface Malformed extends MessageBase {
  readonly kind: 'malformed';
}

/** What crosses the wire, one at a time. */
export type Message =
  | HttpRequest
  | HttpResponse
  | HttpEnd
  | SseEvent
  | BodyLine
  | WsFrame
  | TlsRecord
  | TlsContent
  | Http2Preface
  | Http2Frame
  | RespCommand
  | RespReply
  | RawBytes
  | Malformed;

/** Reads one connection, both directions. One instance a connection; it is pure and does no I/O. */
export interface Dissector {
  /** Takes the next bytes of a direction; returns the messages they complete. Keeps no reference to `bytes`. */
  push(direction: Direction, bytes: Uint8Array): readonly Message[];
  /** Ends a direction; returns what was left unfinished. Later calls for that direction return nothing. */
  end(direction: Direction, how: Ending): readonly Message[];
  /** Looks again whether secrets came that it waits for; returns the messages they open. */
  wake?(): readonly Message[];
  /**
   * What can be read of the message whose end is still to come: the head of HTTP/1.1, without its
   * content. Asking changes nothing.
   */
  headUnderWay?(direction: Direction): HttpRequest | HttpResponse | undefined;
  /** Where in the plaintext inside TLS a message lies whose end is still to come, as far as it came. */
  underWayInside?(direction: Direction): Range | undefined;
  /** The head of that message, as `headUnderWay`; in its place in the plaintext and in its records. */
  headInside?(direction: Direction): HttpRequest | HttpResponse | undefined;
  /**
   * True if all that came since the last message is what its framing ends with, such as the line end
   * behind a chunk: it opens the next message, and nobody would say that this one has begun.
   */
  isBetween?(direction: Direction): boolean;
  /**
   * Returns what is held back only because more of its kind may follow: bytes that nothing reads. They
   * are cut where the caller wants it, which is the one thing that slicing may change.
   */
  release?(direction: Direction): readonly Message[];
}
