import {
  atMost,
  correct,
  defineScenario,
  dropResponse,
  every,
  integer,
  must,
  naive,
  should,
} from 'apilab';
import { openShop } from 'apilab/parts/shop/shop';
import { clippedJitter, decorrelatedJitter, equalJitter, fullJitter, noJitter } from './backoff.ts';
import { busiestWindow, histogram, returnsAfterNamedTime, waitsBeforeRetries } from './checks.ts';
import { retryingClient } from './retrying-client.ts';
import { shopApi } from './shop-api.ts';

const BASE_MS = 100;
const CAP_MS = 3200;
/** Long enough that every delay has grown to the cap: 100 + 200 + ... + 1600 = 3100 ms. */
const CLOSED_MS = 8000;
/** The stretch of time in which arrivals are counted. */
const WINDOW_MS = CAP_MS / 8;
/** More than anybody would allow in earnest: here the question is when they come, not whether. */
const MAX_ATTEMPTS = 60;

/** Each formula, and the shortest and longest delay it allows, where v = min(cap, base · 2ⁿ). */
const FORMULAS = {
  full: { backoff: fullJitter, range: (v: number) => [0, v] },
  equal: { backoff: equalJitter, range: (v: number) => [v / 2, v] },
  decorrelated: {
    backoff: decorrelatedJitter,
    range: (_: number, previous = BASE_MS) => [BASE_MS, Math.min(CAP_MS, 3 * previous)],
  },
  none: { backoff: noJitter, range: (v: number) => [v, v] },
  clipped: { backoff: clippedJitter, range: (v: number) => [v, Math.min(CAP_MS, v + BASE_MS)] },
  blanket: { backoff: fullJitter, range: (v: number) => [0, v] },
};

/** Clients that failed together do not come back together. */
export default defineScenario({
  title: 'Retry with backoff and jitter',
  claim: 'Clients that failed together must not come back together.',
  standard: [] /* no standard; common practice */,
  covers: ['res-retry-full-jitter', 'res-retry-after-honoured', 'res-retry-only-idempotent'],
  focus: ['retry-after'],
  params: {
    clients: integer({ default: 100, min: 40, max: 200, about: 'how many clients fail together' }),
  },
  variants: {
    full: correct('Full jitter: wait between 0 and min(cap, base·2ⁿ).'),
    equal: correct('Equal jitter: wait half of min(cap, base·2ⁿ), and up to as much again.'),
    decorrelated: correct('Decorrelated jitter: wait between base and 3 times the last wait.'),
    none: naive('Backoff without jitter: wait exactly min(cap, base·2ⁿ).', ['res-01']),
    clipped: naive('Jitter that the cap cuts off: wait min(cap, base·2ⁿ + jitter).', ['res-01']),
    blanket: naive('Full jitter, but whatever failed is retried, and Retry-After is not read.', [
      'res-04',
      'res-06',
    ]),
  },
  checks: {
    'res-01': must('not come back in lock-step, but spread as by chance', 'lab'),
    'res-02': must('wait, before each retry, as the formula says', 'lab'),
    'res-03': must('bring every client its answer in the end', 'lab'),
    'res-04': must('not come back before the time in Retry-After', 'lab'),
    'res-05': must('retry a GET whose answer was lost', 'lab'),
    'res-06': should('not retry a POST that may have been done', 'lab'),
  },

  async play(lab) {
    const { variant, params, clock, random, wire, step, note, check, figure, chart } = lab;
    const { backoff, range } = FORMULAS[variant];
    const manners = variant === 'blanket' ? 'blanket' : 'careful';

    const shop = await lab.use(openShop());
    const workers = Math.ceil(params.clients / 4);
    const api = shopApi({ shop, clock, workers, workMs: 500 });
    const { url, tap } = await lab.serve('api', api, { client: 'clients' });

    const newClient = (name: string) =>
      retryingClient({
        fetch: lab.client(),
        clock,
        random: random.fork(name),
        backoff,
        baseMs: BASE_MS,
        capMs: CAP_MS,
        maxAttempts: MAX_ATTEMPTS,
        patienceMs: 60_000,
        manners,
      });
    const requestsFor = (target: string) =>
      wire.requests('api').filter((request) => request.target === target);

    const crowd = Array.from({ length: params.clients }, (_, n) => newClient(`client ${n + 1}`));
    let answers: Promise<unknown> = Promise.resolve();

    await step(
      'the-api-goes-down-some-clients-ask-at-once-and-retry-in-vain',
      `The API goes down: ${params.clients} clients ask at once, and retry in vain`,
      () => {
        api.closeFor(CLOSED_MS);
        answers = lab.together(crowd.map((ask) => () => ask(`${url}/products/1`)));
        return clock.sleep(CLOSED_MS);
      },
    );
    const openedAt = clock.now();

    await step(
      'it-is-back-with-room-for-some-requests-at-a-time',
      `It is back, with room for ${workers} requests at a time`,
      () => {
        note(
          'Whoever fails together starts together. What counts is how far apart they are by now.',
        );
        return answers;
      },
    );

    const arrivals = requestsFor('/products/1').map(({ at }) => at);
    const onceBack = arrivals.filter((at) => at >= openedAt);
    chart({
      title: 'Around the return of the API',
      binLabel: 'seconds from then',
      unit: 'requests',
      bins: histogram(arrivals, { fromMs: openedAt - CAP_MS, binMs: WINDOW_MS }).map(
        (value, bin) => ({ label: ((bin * WINDOW_MS - CAP_MS) / 1000).toFixed(1), value }),
      ),
    });
    const peak = busiestWindow(onceBack, WINDOW_MS);
    const lastAnswer = wire.responses('api').at(-1)?.at ?? 0;
    figure(`peak in ${WINDOW_MS} ms`, peak, 'requests');
    figure('until all succeeded', (lastAnswer - openedAt) / 1000, 's');
    figure('refused after its return', onceBack.length - params.clients, 'requests');

    // Clients that wait for U(0, cap) come every cap/2 on average. If only chance rules when, a window
    // holds this share of them; five standard deviations of the binomial law are left to chance.
    const share = WINDOW_MS / (CAP_MS / 2);
    const deviation = Math.sqrt(params.clients * share * (1 - share));
    check('res-01', peak, atMost(Math.floor(params.clients * share + 5 * deviation)));

    const waits = waitsBeforeRetries(requestsFor('/products/1'), wire.responses('api'));
    const asTheFormulaSays = waits.filter(({ n, ms, previousMs }) => {
      const [least = 0, most = 0] = range(Math.min(CAP_MS, BASE_MS * 2 ** n), previousMs);
      return ms >= least && ms <= most;
    });
    check('res-02', asTheFormulaSays.length, arrivals.length - params.clients);
    const served = wire.responses('api').filter(({ status }) => status === 200);
    check('res-03', served.length, params.clients);

    await step('be-told-to-come-back-in-3-seconds', 'Be told to come back in 3 seconds', () => {
      if (manners === 'careful')
        note('Whoever is told the same time comes at that time: jitter belongs on top of it.');
      api.closeFor(3000, 'seconds');
      return newClient('patient')(`${url}/products/2`);
    });

    await step('be-told-to-come-back-at-a-date', 'Be told to come back at a date', () => {
      api.closeFor(3000, 'date');
      return newClient('punctual')(`${url}/products/3`);
    });
    check(
      'res-04',
      returnsAfterNamedTime(wire, clock),
      every('0 ms or more after it', (ms: number) => ms >= 0),
    );

    await step('lose-the-answer-to-a-get', 'Lose the answer to a GET', () => {
      tap.inject(dropResponse());
      return Promise.allSettled([newClient('reader')(`${url}/products/4`)]);
    });
    check('res-05', requestsFor('/products/4').length, 2);

    await step('lose-the-answer-to-a-post', 'Lose the answer to a POST', async () => {
      shop.watch(lab.statements('api', 'db'));
      tap.inject(dropResponse());
      const order = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ userId: 1, productId: 4 }),
      };
      await newClient('buyer')(`${url}/orders`, order).catch(() =>
        note('The client cannot know whether it has ordered, and leaves it to its caller.'),
      );
    });
    check('res-06', shop.inspect('SELECT count(*) AS placed FROM orders')[0]?.placed, 1);
  },
});
