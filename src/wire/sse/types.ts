import type { Node } from '../types.ts';

/**
 * One block of an event stream: the lines up to and including the blank line that ends it.
 * `start` and `end` count bytes of the body, after transfer coding was taken off.
 */
export interface SseBlock {
  readonly start: number;
  readonly end: number;
  /** Lines and their parts, in body offsets; the leaves tile the block. */
  readonly nodes: readonly Node[];
  /** See `SseEvent.outcome`. */
  readonly outcome: 'event' | 'comment' | 'empty' | 'unfinished';
  readonly event: string;
  readonly data: string;
  readonly id?: string;
  readonly lastEventId: string;
  readonly retryMs?: number;
  readonly comments: readonly string[];
}

/**
 * Reads an event stream per HTML Standard §9.2.5 and §9.2.6. A block comes out with the byte that
 * ends its blank line, be it CR or LF. A LF that completes a CRLF after that byte opens the next block
 * as a node of its own (`sse.line-end`), so that nothing waits and no slicing changes the result.
 */
export interface SseReader {
  push(bytes: Uint8Array): readonly SseBlock[];
  /** True if no line of the next block has begun. */
  readonly isBetween: boolean;
  /** Returns the unfinished block, where bytes are left, which a client discards. */
  end(): readonly SseBlock[];
}
