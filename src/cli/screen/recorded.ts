import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import { type PlayOptions, play } from '../../lab/scenario/play.ts';
import type { Scenario } from '../../lab/scenario/scenario.ts';
import { type Recorded, unpredicted } from '../../watch/recorded.ts';
import type { Player } from '../../watch/runs.ts';

/**
 * A run that was played, and who plays the other variants in the same way.
 *
 * @param guard called before each play; what it returns when the play is over
 */
export function recorded(
  scenario: Scenario,
  how: Omit<PlayOptions, 'emit' | 'variant' | 'withoutFaults'>,
  variant: string,
  events: readonly TranscriptEvent[],
  guard: () => () => void = () => () => {},
): { readonly run: Recorded; readonly player: Player } {
  const kindOf = (name: string) => scenario.variants[name]?.kind ?? 'correct';
  return {
    run: { variant, kind: kindOf(variant), withoutFaults: false, events },
    player: {
      async play(other, withoutFaults) {
        const told: TranscriptEvent[] = [];
        const release = guard();
        const { failure } = await play(scenario, {
          ...how,
          variant: other,
          withoutFaults,
          emit: (event) => void told.push(event),
        }).finally(release);
        return {
          variant: other,
          kind: kindOf(other),
          withoutFaults,
          events: withoutFaults ? unpredicted(told) : told,
          ...(failure && { failure: failure.message }),
        };
      },
    },
  };
}
