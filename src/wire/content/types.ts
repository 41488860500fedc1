import type { GrpcPart } from '../grpc/types.ts';
import type { Content, Field, Layer } from '../types.ts';

/** A body as it lay between the framing, and what is known about it. */
export interface RawContent {
  /** The fields of the message that carries it. */
  readonly fields: readonly Field[];
  /** Its bytes after transfer coding was taken off, at most `limits.content` of them. */
  readonly bytes: Uint8Array;
  /** Its whole length, which is larger than `bytes` if it was cut. */
  readonly byteLength: number;
  /** True if the message answers a request that was read as GraphQL. */
  readonly answersGraphql: boolean;
  /** `request` or `response`. */
  readonly role: 'request' | 'response';
  /** Where its first byte lies in the stream, if it lies there in one piece; absent where framing comes between. */
  readonly wireStart?: number;
  /** The target of the request that it belongs to, if that was seen. */
  readonly target?: string;
}

/** What a body says. */
export interface ReadContent {
  readonly content: Content;
  /**
   * Readings of the content: codings, then `json`, `problem`, `graphql`, `multipart`, `text`. Ranges count bytes of
   * the wire if `wireStart` is known and no coding was removed, else bytes of the content.
   */
  readonly layers: readonly Layer[];
  /** True if any node may have a problem, so that clean contents need no search for them. */
  readonly flawed: boolean;
  readonly isGraphql: boolean;
  /** What it says of a call of gRPC-Web, if it is one. */
  readonly grpc?: GrpcPart;
}
