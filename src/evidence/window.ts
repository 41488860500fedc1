import type { TranscriptEvent } from '../lab/record/transcript.ts';

/** The events of a step, from 1; of the whole run where none is named. */
export function windowOf(
  events: readonly TranscriptEvent[],
  step: number | undefined,
): readonly TranscriptEvent[] {
  if (step === undefined) return events;
  let current = 0;
  return events.filter((event) => {
    if (event.type === 'step') current = event.step;
    return current === step;
  });
}

/** How many steps a run has. */
export function stepCount(events: readonly TranscriptEvent[]): number {
  return events.filter(({ type }) => type === 'step').length;
}
