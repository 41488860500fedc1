import type { GrpcPart } from '../grpc/types.ts';
import type { HpackField } from '../hpack/types.ts';
import type { Direction, MessageBase } from '../node.ts';
import type { CarriedWsFrame } from '../websocket/types.ts';

/**
 * The state of a stream as somebody sees it who stands between the peers: RFC 9113 §5.1, with the
 * side that is done sending in place of `local` and `remote`.
 */
export type StreamState =
  | 'idle'
  | 'reserved'
  | 'open'
  | 'half-closed (client)'
  | 'half-closed (server)'
  | 'closed';

/** What a header block is for (RFC 9113 §8.1). */
export type Section = 'request' | 'informational' | 'response' | 'trailers' | 'push';

/** The client's connection preface (RFC 9113 §3.4). */
export interface Http2Preface extends MessageBase {
  readonly kind: 'http2-preface';
}

/** One frame of HTTP/2 (RFC 9113 §4). */
export interface Http2Frame extends MessageBase {
  readonly kind: 'http2-frame';
  /** `HEADERS`, `DATA`, ...; `UNKNOWN` for a type that must be ignored. */
  readonly frame: string;
  /** The type's code. */
  readonly type: number;
  /** Names of the flags that are set; `0x40` for a bit without a meaning here. */
  readonly flags: readonly string[];
  /** The stream's identifier; 0 for the connection. */
  readonly stream: number;
  /** The state of the stream behind this frame; absent on stream 0. */
  readonly streamState?: StreamState;
  /** What the header block is for that this frame completes. */
  readonly section?: Section;
  /** The fields of the header block that this frame completes, pseudo-fields included. */
  readonly fields?: readonly HpackField[];
  /** The method of the request that this header block answers, if it is a response to one that was seen. */
  readonly requestMethod?: string;
  /** Length of the data of a DATA frame in bytes, padding not counted. */
  readonly dataLength?: number;
  /** The data of a DATA frame if it is text. Raw, not yet safe for a terminal. */
  readonly text?: string;
  /** Settings in the order of the frame, names without `SETTINGS_`. */
  readonly settings?: readonly Http2Setting[];
  /** The name of the error of RST_STREAM and GOAWAY, such as `CANCEL`. */
  readonly errorCode?: string;
  /** GOAWAY: the last stream that was or may yet be processed. */
  readonly lastStream?: number;
  /** GOAWAY: the additional debug data as text. Raw, not yet safe for a terminal. */
  readonly debug?: string;
  /** WINDOW_UPDATE: how much more may be sent, in bytes. */
  readonly increment?: number;
  /** PUSH_PROMISE: the stream that is reserved. */
  readonly promisedStream?: number;
  /** PING: its eight bytes in hexadecimal. */
  readonly opaque?: string;
  /** The deprecated priority of PRIORITY and HEADERS (RFC 9113 §5.3.2). */
  readonly priority?: Http2Priority;
  /** DATA and WINDOW_UPDATE: what may still be sent after this frame, as somebody in between sees it. */
  readonly windows?: Http2Windows;
  /** What the frame says where its stream is a gRPC call. */
  readonly grpc?: GrpcPart;
  /** The frames that a DATA frame completes where its stream is a WebSocket (RFC 8441). */
  readonly websocket?: readonly CarriedWsFrame[];
  /**
   * Of a DATA frame: set if its stream is a tunnel that CONNECT opened (RFC 9113 §8.5), with the messages
   * that it completes. There are none as long as what goes through is not read.
   */
  readonly tunnel?: readonly TunnelledMessage[];
}

/** A message of what goes through a tunnel. Its nodes are in the frame's layer `tunnel`. */
export interface TunnelledMessage {
  /** What kind of message it is, such as `http-request` or `tls-record`. */
  readonly kind: string;
  /** One line that names it. Raw, not yet safe for a terminal. */
  readonly summary: string;
  /** Set if it went the other way than the frame behind which it could be read. */
  readonly direction?: Direction;
}

export interface Http2Setting {
  readonly id: number;
  readonly name: string;
  readonly value: number;
}

export interface Http2Priority {
  readonly exclusive: boolean;
  readonly dependsOn: number;
  /** From 1 to 256. */
  readonly weight: number;
}

/** Flow-control windows in bytes, of the side whose DATA they limit (RFC 9113 §5.2). */
export interface Http2Windows {
  readonly connection: number;
  /** Absent on stream 0 and where the stream is not followed. */
  readonly stream?: number;
}
