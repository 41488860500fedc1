import { correct, defineScenario, integer, must, naive } from 'apilab';
import { busiestWindow, histogram, mostByChance } from 'apilab/parts/checks/crowd';
import { beginsAtMost } from 'apilab/parts/checks/limits';
import { counted } from 'apilab/parts/checks/words';
import { openShop } from 'apilab/parts/shop/shop';
import { retryingClient } from '../parts/retrying-client.ts';
import { shopApi } from '../parts/shop-api.ts';
import { asTheFormulaSays, waitsBeforeRetries } from './checks.ts';
import { type Formula, LIMITS, SPREADING, v } from './formulas.ts';
import { clippedJitter } from './naive/clipped.ts';
import { noJitter } from './naive/none.ts';

/** Long enough that every delay has grown to the cap: 100 + 200 + ... + 1600 = 3100 ms. */
const CLOSED_MS = 4000;
/** The stretch of time in which arrivals are counted. */
const WINDOW_MS = LIMITS.capMs / 8;
/** More than anybody would allow in earnest: here the question is when they come, not whether. */
const PATIENT = { maxAttempts: 60, patienceMs: 60_000 };

/** The formula of each variant. */
const FORMULAS = {
  ...SPREADING,
  none: { backoff: noJitter, range: (retry) => [v(retry), v(retry)] },
  clipped: {
    backoff: clippedJitter,
    range: (retry) => [v(retry), Math.min(LIMITS.capMs, v(retry) + LIMITS.baseMs)],
  },
} satisfies Readonly<Record<string, Formula>>;

/** Clients that failed together do not come back together. */
export default defineScenario({
  title: 'Retry with backoff and jitter',
  claim: 'Clients that failed together must not come back together.',
  covers: ['res-retry-full-jitter'],
  params: {
    clients: integer({
      default: 40,
      min: 20,
      max: 200,
      isHerd: true,
      about: 'how many clients fail together',
    }),
  },
  variants: {
    full: correct('Full jitter: wait between 0 and min(cap, base·2ⁿ).'),
    equal: correct('Equal jitter: wait half of min(cap, base·2ⁿ), and up to as much again.'),
    decorrelated: correct('Decorrelated jitter: wait between base and 3 times the last wait.'),
    none: naive('Backoff without jitter: wait exactly min(cap, base·2ⁿ).', ['spread-by-chance']),
    clipped: naive('Jitter that the cap cuts off: wait min(cap, base·2ⁿ + jitter).', [
      'spread-by-chance',
    ]),
  },
  checks: {
    'spread-by-chance': must('not come back in lock-step, but spread as by chance', 'lab'),
    'as-the-formula-says': must('wait before each retry as the formula says', 'lab'),
    'all-answered': must('bring every client its answer in the end', 'lab'),
  },

  async play(lab) {
    const { params, clock, random, wire } = lab;
    const formula = FORMULAS[lab.variant];
    const shop = await lab.use(openShop());
    const workers = Math.ceil(params.clients / 4);
    const api = shopApi({ shop, clock, workers, workMs: 500 });
    const { url } = await lab.serve('api', api, { client: 'clients' });
    const crowd = Array.from({ length: params.clients }, (_, n) =>
      retryingClient({
        fetch: lab.client(),
        clock,
        random: random.fork(`client ${n + 1}`),
        backoff: formula.backoff,
        ...LIMITS,
        ...PATIENT,
      }),
    );

    let answers: Promise<unknown> = Promise.resolve();
    await lab.step('fail', `The API goes down, and ${params.clients} clients ask at once`, () => {
      api.closeFor(CLOSED_MS);
      answers = lab.together(crowd.map((ask) => () => ask(`${url}/products/1`)));
      return clock.sleep(1);
    });
    await lab.step('in-vain', 'They come again and again, in vain', () =>
      clock.sleep(CLOSED_MS - clock.now()),
    );
    const openedAt = clock.now();
    await lab.step('back', `It is back, with room for ${workers} requests at a time`, () => {
      lab.note('They failed together. What counts is how far apart they are by now.');
      return answers;
    });

    const exchanges = wire.exchanges('api');
    const arrivals = exchanges.map(({ request }) => request.at);
    const onceBack = arrivals.filter((at) => at >= openedAt);
    const fromMs = openedAt - LIMITS.capMs;
    lab.chart({
      title: 'Around the return of the API',
      binLabel: 'seconds from then',
      unit: 'requests',
      bins: histogram(arrivals, { fromMs, binMs: WINDOW_MS }).map((value, bin) => ({
        label: ((bin * WINDOW_MS - LIMITS.capMs) / 1000).toFixed(1),
        value,
      })),
    });
    lab.figure('in vain, while it was closed', arrivals.length - onceBack.length, 'requests');
    const peak = busiestWindow(onceBack, WINDOW_MS);
    const lastAnswer = wire.responses('api').at(-1)?.at ?? 0;
    lab.figure(`peak in ${WINDOW_MS} ms`, peak, 'requests');
    lab.figure('until all succeeded', (lastAnswer - openedAt) / 1000, 's');
    lab.figure('refused after its return', onceBack.length - params.clients, 'requests');

    // Clients that wait for U(0, cap) come every cap/2 on average. If only chance rules when, a window
    // holds this share of them.
    const share = WINDOW_MS / (LIMITS.capMs / 2);
    lab.check(
      'spread-by-chance',
      counted(peak, 'request'),
      beginsAtMost(mostByChance(params.clients, share), 'requests'),
    );
    const waits = waitsBeforeRetries(exchanges);
    const right = asTheFormulaSays(waits, formula);
    lab.check(
      'as-the-formula-says',
      `${right} of ${waits.length} waits`,
      `${waits.length} of ${waits.length} waits`,
    );
    const served = exchanges.filter(({ response }) => response?.status === 200);
    lab.check('all-answered', counted(served.length, 'client'), counted(params.clients, 'client'));
  },
});
