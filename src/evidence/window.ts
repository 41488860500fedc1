import type { TranscriptEvent } from '../lab/record/transcript.ts';

/** The events of a step; of the whole run if none is named. */
export function windowOf(
  events: readonly TranscriptEvent[],
  step: string | undefined,
): readonly TranscriptEvent[] {
  if (step === undefined) return events;
  let current: string | undefined;
  return events.filter((event) => {
    if (event.type === 'step') current = event.id;
    return current === step;
  });
}

/** The ids of the steps of a run, in their order. */
export function stepsOf(events: readonly TranscriptEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'step' ? [event.id] : []));
}
