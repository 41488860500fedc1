import type { TranscriptEvent } from '../lab/record/transcript.ts';

/** Turns a transcript into a file of another form. */
export interface Exporter {
  /** Takes the next event; returns what can be written now, which may be nothing. */
  take(event: TranscriptEvent): string | Uint8Array;
  /** What is held back, for somebody who waits; forms that nobody reads meanwhile have none. */
  release?(): string;
  /** What is left to write after the last event. */
  end(): string | Uint8Array;
}
