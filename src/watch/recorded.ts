import type { TranscriptEvent } from '../lab/record/transcript.ts';

/** A run that was played to its end, to be looked at step by step. */
export interface Recorded {
  readonly variant: string;
  readonly kind: 'correct' | 'naive';
  /** True if the taps were told to do no harm: then nothing was predicted. */
  readonly withoutFaults: boolean;
  readonly events: readonly TranscriptEvent[];
  /** Why it could not be played to its end. */
  readonly failure?: string;
}

/** Whether a tap did something to a connection: only then there is something to leave out. */
export function hasFaults({ events }: Recorded): boolean {
  return events.some(({ type }) => type === 'fault');
}

/** The events of a run that nobody predicted anything of: how a check comes out is neither good nor bad news. */
export function unpredicted(events: readonly TranscriptEvent[]): readonly TranscriptEvent[] {
  return events.map((event) => {
    switch (event.type) {
      case 'scenario':
        return { ...event, variant: { ...event.variant, breaks: [] } };
      case 'check':
        return { ...event, predicted: event.holds ? 'holds' : 'breaks' };
      case 'end':
        return { ...event, asPredicted: true };
      default:
        return event;
    }
  });
}
