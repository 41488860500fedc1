import { correct, defineScenario, must, naive } from 'apilab';

/** What looking at a counter makes of it. This is what the variants do differently. */
type Looking = (visits: number) => number;

const leaveIt: Looking = (visits) => visits;
const countLooks: Looking = (visits) => visits + 1;

/** A server that counts visits: POST adds one, GET tells how many there were. */
function counter(look: Looking) {
  let visits = 0;
  return {
    fetch({ method }: Request): Response {
      if (method === 'POST') return new Response(`${++visits}`, { status: 201 });
      visits = look(visits);
      return new Response(`${visits}`);
    },
  };
}

export default defineScenario({
  title: 'Count visits',
  claim: 'Looking at a counter does not change it.',
  variants: {
    // The first one is played by default; it keeps the promises.
    safe: correct('GET tells the count and leaves it as it is.'),
    // A naive one looks right, and breaks the checks that it names: if it does not, the run says so.
    counting: naive('GET counts as a visit too.', ['looking-is-safe']),
  },
  checks: {
    // A promise that a standard makes names its section in place of 'lab': 'rfc9110 §15.3.2'.
    'visit-counted': must('answer a visit with 201', 'lab'),
    'looking-is-safe': must('tell the same count however often it is asked', 'lab'),
  },

  async play(lab) {
    const look = { safe: leaveIt, counting: countLooks }[lab.variant];
    const api = await lab.serve('api', counter(look));
    const fetch = lab.client();
    const ask = async () => (await fetch(`${api.url}/visits`)).text();

    // A step has an id in words and a title, and gives what crossed the wire in it.
    const { answers } = await lab.step('visit', 'Visit once', () =>
      fetch(`${api.url}/visits`, { method: 'POST' }),
    );
    const { result } = await lab.step('look', 'Look twice', async () => [await ask(), await ask()]);

    lab.check(
      'visit-counted',
      answers.map(({ status }) => status),
      [201],
    );
    lab.check('looking-is-safe', result.join(', then '), '1, then 1');
  },
});
