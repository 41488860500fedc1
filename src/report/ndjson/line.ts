import type { TranscriptEvent } from '../../lab/record/transcript.ts';

/** An event as a line of a saved transcript, line end included. */
export function ndjsonLine(event: TranscriptEvent): string {
  return `${JSON.stringify(event)}\n`;
}
