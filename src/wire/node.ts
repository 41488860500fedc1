/**
 * What messages of every protocol are made of: nodes with exact byte ranges, in layers.
 *
 * @module
 */

/** Which way the bytes travel. */
export type Direction = 'client-to-server' | 'server-to-client';

/** How a direction ended: `fin` is an orderly end of the stream, `rst` a reset. */
export type Ending = 'fin' | 'rst';

/** A half-open range of byte offsets, `[start, end)`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Something wrong, ambiguous or risky in the bytes. */
export interface Problem {
  /** Machine-readable and permanent, such as `bare-lf` or `content-length-with-transfer-encoding`. */
  readonly code: string;
  /** One sentence for people. */
  readonly text: string;
  /** Where the rule stands, such as `rfc9112 §6.3`. */
  readonly source?: string;
  /** The error that the standard names for it, such as `FRAME_SIZE_ERROR` (RFC 9113 §7). */
  readonly error?: string;
}

/** One recognised part of a stream. */
export interface Node extends Range {
  /** What it is, `protocol.part`, such as `http1.field` or `sse.line`. */
  readonly kind: string;
  /** Its name as it stands on the wire, such as `Last-Event-ID`; the raw spelling is kept. */
  readonly name?: string;
  /** Its decoded value, as text. Raw, not yet safe for a terminal. */
  readonly value?: string;
  /** Where the part lies in pieces because framing comes between; `start` and `end` are then the hull. */
  readonly pieces?: readonly Range[];
  readonly problem?: Problem;
  readonly children?: readonly Node[];
}

/**
 * One protocol's reading of a message. The first layer of a message reads the wire itself and its
 * leaves tile the message; later layers read what the first carried (events, JSON, GraphQL).
 */
export interface Layer {
  /** `http1`, `sse`, `json`, `problem`, `graphql`, `multipart`, `bytes`, ... */
  readonly protocol: string;
  /**
   * What the ranges of this layer's nodes count: bytes of the stream (`wire`), bytes of the
   * `plaintext` of a message that lies `inside` TLS, or bytes of `content` if a content coding or
   * framing lies between.
   */
  readonly space: 'wire' | 'plaintext' | 'content';
  readonly nodes: readonly Node[];
}

/** A field line, name as sent. */
export interface Field {
  readonly name: string;
  readonly value: string;
}

/** A body after transfer and content coding were taken off. */
export interface Content {
  /** Length in bytes after decoding. */
  readonly byteLength: number;
  /** The text, if the content is text and was small enough to keep. Raw, not yet safe for a terminal. */
  readonly text?: string;
  /** The content codings that were removed, outermost first, such as `['gzip']`. */
  readonly codings?: readonly string[];
  /** True if the content was longer than the cap and `text` is only its beginning. */
  readonly truncated?: boolean;
  /** Its parts, if it is a multipart one and was small enough to keep; the last may be cut. */
  readonly parts?: readonly ContentPart[];
}

/** A part of a multipart content (RFC 2046 §5.1). */
export interface ContentPart {
  /** What stands in its head, read as UTF-8. Raw, not yet safe for a terminal. */
  readonly fields: readonly Field[];
  readonly byteLength: number;
  /** What it holds, if that can be read as text. Raw, not yet safe for a terminal. */
  readonly text?: string;
}

/**
 * Where a message lies that came encrypted. `start` and `end` count the plaintext: the application
 * data of the message's direction, or of a `tls-content` what its record held.
 */
export interface Inside extends Range {
  readonly protocol: 'tls';
  /** The records that it came in, in the stream. The message's own range goes from the first to the last of them. */
  readonly records: readonly Range[];
}

/** What every message has. */
export interface MessageBase extends Range {
  readonly direction: Direction;
  /** Set if the message was decrypted: nodes of its first layer then count the plaintext. */
  readonly inside?: Inside;
  /** One line that names the message, such as `GET /prices HTTP/1.1`. Raw, not yet safe for a terminal. */
  readonly summary: string;
  readonly layers: readonly Layer[];
  /** The problems of all nodes of the message, in order. */
  readonly problems: readonly Problem[];
}
