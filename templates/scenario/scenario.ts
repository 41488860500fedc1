import { correct, defineScenario, must, naive } from 'apilab';
import { inTurn, statusesOf } from './checks.ts';
import { counter, leaveIt } from './counter.ts';
import { counting } from './naive/counting.ts';

/** Looking at something leaves it as it is. */
export default defineScenario({
  draft: true,
  title: 'Count visits',
  claim: 'Looking at a counter does not change it.',
  covers: [],
  variants: {
    safe: correct('GET tells the count and leaves it as it is.'),
    counting: naive('GET counts as a visit too.', ['looking-is-safe']),
  },
  checks: {
    'visit-counted': must('answer a visit with 201', 'lab'),
    'looking-is-safe': must('tell the same count however often it is asked', 'lab'),
  },

  async play(lab) {
    const look = { safe: leaveIt, counting }[lab.variant];
    const api = await lab.serve('api', counter({ look }));
    const fetch = lab.client();
    const ask = async () => (await fetch(`${api.url}/visits`)).text();

    const { answers } = await lab.step('visit', 'Visit once', () =>
      fetch(`${api.url}/visits`, { method: 'POST' }),
    );
    const { result } = await lab.step('look', 'Look twice', async () => [await ask(), await ask()]);

    lab.check('visit-counted', statusesOf(answers), [201]);
    lab.check('looking-is-safe', inTurn(result), '1, then 1');
  },
});
