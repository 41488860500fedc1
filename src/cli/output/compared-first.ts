import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import type { Sink } from './sinks.ts';

/**
 * Prints how variants compare once all of them were played, and their runs below it only if they are asked
 * for. Runs that are not followed by a comparison, since one of them failed, are printed at the end.
 */
export function comparedFirst(sink: Sink, withRuns: boolean): Sink {
  let runs: TranscriptEvent[] = [];
  const tell = () => {
    for (const event of runs) sink.take(event);
    runs = [];
  };
  return {
    take(event) {
      if (event.type !== 'comparison') {
        runs.push(event);
        return;
      }
      sink.take(event);
      if (withRuns) tell();
      runs = [];
    },
    // Nothing of a run is told before the comparison.
    release: () => {},
    finish() {
      tell();
      sink.finish();
    },
    discard: () => sink.discard(),
  };
}
