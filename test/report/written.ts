import type { TranscriptEvent } from '../../src/lab/record/transcript.ts';
import { type Exporter, piecesOf } from '../../src/report/exporter.ts';

/** All that an exporter writes of events, as text. */
export function written(exporter: Exporter, events: readonly TranscriptEvent[]): string {
  const early = events.flatMap((event) => [...piecesOf(exporter.take(event))]);
  return [...early, ...piecesOf(exporter.end())].join('');
}
