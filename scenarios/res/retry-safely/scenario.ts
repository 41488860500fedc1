import { correct, defineScenario, dropResponse, must, naive, should } from 'apilab';
import { counted } from 'apilab/parts/checks/words';
import { openShop } from 'apilab/parts/shop/shop';
import { fullJitter } from '../parts/backoff.ts';
import { careful } from '../parts/retry-rules.ts';
import { retryingClient } from '../parts/retrying-client.ts';
import { shopApi } from '../parts/shop-api.ts';
import { asAsked, attempts, returned } from './checks.ts';
import { blanket } from './naive/blanket.ts';
import { deaf } from './naive/deaf.ts';

const LIMITS = { baseMs: 100, capMs: 3200, maxAttempts: 10, patienceMs: 60_000 };
const DAY_MS = 24 * 3600 * 1000;

/** A client that retries what may be repeated, and comes when it is asked to. */
export default defineScenario({
  title: 'Retry what may be repeated, when the server says',
  claim: 'A retry must come no earlier than asked, and never do a thing twice.',
  standard: ['rfc9110 §9.2.2', 'rfc9110 §10.2.3'],
  covers: ['res-retry-after-honoured', 'res-retry-only-idempotent'],
  focus: ['retry-after'],
  variants: {
    careful: correct('Repeats what is idempotent, and not before the time in Retry-After.'),
    deaf: naive('Backs off as it thinks best: Retry-After is not read.', [
      'seconds-waited',
      'date-waited',
      'gives-up',
    ]),
    blanket: naive('Repeats whatever failed, as many wrappers do.', [
      'post-not-repeated',
      'ordered-once',
    ]),
  },
  checks: {
    'seconds-waited': must('not come before these seconds are over', 'lab'),
    'date-waited': must('not come before the date in Retry-After', 'lab'),
    'gives-up': must('give up if asked for too much patience', 'lab'),
    'get-repeated': must('repeat a GET whose answer was lost', 'lab'),
    'post-not-repeated': should('not repeat a POST that may be done', 'rfc9110 §9.2.2'),
    'ordered-once': must('place no order twice', 'lab'),
  },

  async play(lab) {
    const { step, clock, random } = lab;
    const shop = await lab.use(openShop());
    const rows = lab.database('db', shop);
    const api = shopApi({ shop, clock, workers: 2, workMs: 500 });
    const { url, tap } = await lab.serve('api', api);
    const rules = { careful, deaf, blanket }[lab.variant];
    const client = (name: string) =>
      retryingClient({
        fetch: lab.client(),
        clock,
        random: random.fork(name),
        backoff: fullJitter,
        ...LIMITS,
        rules,
      });
    const patient = client('patient');

    const seconds = await step('told-seconds', 'Be told to come back in 3 seconds', () => {
      lab.note('HTTP says how long a client ought to wait. Jitter goes on top.');
      api.closeFor(3000, 'seconds');
      return patient(`${url}/products/1`);
    });
    lab.check('seconds-waited', returned(seconds, clock), asAsked);

    const date = await step('told-date', 'Be told to come back at a date', () => {
      api.closeFor(3000, 'date');
      return patient(`${url}/products/2`);
    });
    lab.check('date-waited', returned(date, clock), asAsked);

    const tomorrow = await step('told-tomorrow', 'Be told to come back tomorrow', () => {
      lab.note('The client has patience for a minute.');
      api.closeFor(DAY_MS, 'seconds');
      return patient(`${url}/products/3`);
    });
    lab.check('gives-up', counted(tomorrow.requests.length, 'request'), '1 request');
    api.closeFor(0);

    const get = await step('get-lost', 'Lose the answer to a GET', () => {
      tap.inject(dropResponse());
      return client('reader')(`${url}/products/4`);
    });
    lab.check('get-repeated', attempts(get), 'GET lost · GET 200');

    const post = await step(
      'post-lost',
      'Lose the answer to a POST',
      async () => {
        tap.inject(dropResponse());
        const order = {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ userId: 1, productId: 4 }),
        };
        await client('buyer')(`${url}/orders`, order).catch(() =>
          lab.note('The client cannot know whether it has ordered, and leaves it to its caller.'),
        );
      },
      { shows: [rows] },
    );
    lab.check('post-not-repeated', attempts(post), 'POST lost');
    const placed = Number(shop.inspect('SELECT count(*) AS placed FROM orders')[0]?.placed);
    lab.check('ordered-once', counted(placed, 'order'), '1 order');
  },
});
