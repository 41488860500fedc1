import { expect } from 'vitest';
import { correct, defineScenario, type Lab, must } from '../../../src/index.ts';
import { withId } from '../../../src/lab/scenario/scenario.ts';
import { type Outcome, play, type TranscriptEvent } from '../../../src/testing/index.ts';

/** Plays a story of one step. */
export async function tell(
  story: (lab: Lab) => Promise<unknown>,
): Promise<{ readonly events: readonly TranscriptEvent[]; readonly outcome: Outcome }> {
  const scenario = defineScenario({
    title: 'A story over TLS',
    claim: 'It must be read.',
    covers: [],
    variants: { plain: correct('As it is.') },
    checks: { told: must('come to its end', 'lab') },
    async play(lab) {
      await lab.step('talk', 'Talk', () => story(lab));
      lab.check('told', true, true);
    },
  });
  const events: TranscriptEvent[] = [];
  const emit = (event: TranscriptEvent) => void events.push(event);
  const outcome = await play(withId(scenario, 'test-tls'), { group: 'test', seed: 1, emit });
  if (outcome.failure !== undefined) throw outcome.failure;
  expect(outcome).toEqual({ asPredicted: true });
  return { events, outcome };
}

/** What lies inside TLS, in short: application data, or with `all` the handshake too. */
export function inside(events: readonly TranscriptEvent[], all = false): readonly string[] {
  return events.flatMap((event) => {
    if (event.type !== 'message' || event.message.inside === undefined) return [];
    const { kind, direction, summary } = event.message;
    if (kind === 'tls-content' && !all) return [];
    return [`${direction === 'client-to-server' ? '>' : '<'} ${summary}`];
  });
}
