import type { TranscriptEvent } from '../lab/record/transcript.ts';

/** Content of a file. What may be larger than a string can be comes in pieces, made when asked for. */
export type Content = string | Uint8Array | Pieces;

/** Pieces that follow each other; to be gone through once, before the next event is taken. */
export interface Pieces {
  readonly pieces: Iterable<string>;
}

/** Turns a transcript into a file of another form. */
export interface Exporter<Written extends Content = Content> {
  /** Takes the next event; returns what can be written now, which may be nothing. */
  take(event: TranscriptEvent): Written;
  /** What is held back, for somebody who waits; forms that nobody reads meanwhile have none. */
  release?(): string;
  /** What is left to write after the last event. */
  end(): Written;
}

/** Content one piece after the other. */
export function piecesOf(content: Content): Iterable<string | Uint8Array> {
  return typeof content === 'object' && 'pieces' in content ? content.pieces : [content];
}
