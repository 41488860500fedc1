import { correct, defineScenario, must, naive, should } from 'apilab';
import { listed } from 'apilab/parts/checks/words';
import { oneParcelFor, parcelsFor } from '../parts/checks.ts';
import { answer } from '../parts/outages.ts';
import { type SenderAndShopPorts, senderAndShop } from '../parts/sender-and-shop.ts';
import { jitter, promptness, variety, wait } from './checks.ts';
import { everySecond } from './naive/every-second.ts';
import { followRedirects } from './naive/follow-redirects.ts';
import { inline } from './naive/inline.ts';

const MINUTE = 60_000;

/** A receiver answers before it works; a sender waits longer from attempt to attempt. */
export default defineScenario({
  title: 'Deliver a webhook: answered at once, retried on a schedule',
  claim: 'An event must arrive as soon as its receiver can take it, and burden nobody until then.',
  standard: 'standard-webhooks §Deliverability and reliability',
  covers: ['hook-retry-backoff-schedule', 'hook-timeout-slow-receiver'],
  focus: ['webhook-timestamp', 'retry-after', 'location'],
  variants: {
    standard: correct('The receiver answers before it works; the sender has a schedule of days.'),
    inline: naive('The receiver works first, then remembers the id, then answers.', [
      'answered-in-time',
      'packed-once',
    ]),
    'every-second': naive('The sender tries again every second, ten times.', [
      'on-schedule',
      'retry-after-heeded',
    ]),
    'follow-redirects': naive('The sender has its HTTP client follow redirects.', [
      'redirect-not-followed',
    ]),
  },
  checks: {
    'answered-in-time': must('answer within 5 s, however long the work takes', 'lab'),
    'packed-once': must('pack one parcel for a slow order', 'lab'),
    'on-schedule': should(
      'wait longer from attempt to attempt, with some jitter',
      'standard-webhooks §Deliverability and reliability',
    ),
    'retry-after-heeded': should(
      'come back no sooner than Retry-After says',
      'standard-webhooks §Delivery success and failure',
    ),
    'id-kept': should('keep the id of an event', 'standard-webhooks §Webhook metadata'),
    'time-renewed': should(
      'renew the time at every attempt',
      'standard-webhooks §Webhook metadata',
    ),
    'redirect-not-followed': should(
      'follow no redirect',
      'standard-webhooks §Delivery success and failure',
    ),
  },

  async play(lab) {
    const ports: Readonly<Record<typeof lab.variant, SenderAndShopPorts>> = {
      standard: {},
      inline: { take: inline },
      'every-second': { waitAfter: everySecond },
      'follow-redirects': { through: followRedirects },
    };
    const { db, receiver, paid } = await senderAndShop(lab, ports[lab.variant]);

    const slow = await lab.step('slow', 'Order 1 takes a minute to pack', () => paid(1));
    lab.check('answered-in-time', promptness(slow.exchanges, 5), 'answered within 5 s');
    lab.check('packed-once', parcelsFor(db, 1), oneParcelFor(1));

    const outage = await lab.step('outage', 'Order 2, while the shop is out of order', () => {
      receiver.failNext(answer(500), answer(500), answer(503, { 'retry-after': '3600' }));
      return paid(2);
    });
    const attempts = outage.requests;
    const planned = [5000, 5 * MINUTE];
    const waits = planned.map((ms, n) => wait(attempts, n + 2, ms));
    lab.check(
      'on-schedule',
      listed(...waits, jitter(attempts, planned)),
      '5 s as planned · 5 min as planned · with jitter',
    );
    lab.check('retry-after-heeded', wait(attempts, 4, 60 * MINUTE), '1 h as planned');
    lab.check('id-kept', variety(attempts, 'webhook-id'), 'the same each time');
    lab.check('time-renewed', variety(attempts, 'webhook-timestamp'), 'another each time');

    const moved = await lab.step('moved', 'Order 3: the shop answers with a redirect', () => {
      receiver.failNext(answer(301, { location: '/elsewhere' }));
      return paid(3);
    });
    const targets = new Set(moved.requests.map(({ method, target }) => `${method} ${target}`));
    lab.check('redirect-not-followed', listed(...targets), 'POST /hooks');
  },
});
