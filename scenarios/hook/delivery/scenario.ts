import { correct, defineScenario, fieldOf, must, naive, should } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import { attemptsOf, hasArrived, oneParcelFor, parcelsFor } from '../parts/checks.ts';
import { answer } from '../parts/outages.ts';
import { promptness, variety, wait } from './checks.ts';
import { followRedirects } from './naive/follow-redirects.ts';
import { inline } from './naive/inline.ts';
import { threeTries } from './naive/three-tries.ts';
import { type DeliveryPorts, HOOKS, senderAndShop } from './setting.ts';

const MINUTE = 60_000;

/** A sender goes on until an event has arrived, and knows when to stop. */
export default defineScenario({
  title: 'Deliver a webhook: at once, for days, or never again',
  claim: 'An event must arrive as soon as its receiver can take it, and burden nobody until then.',
  standard: [
    'standard-webhooks §Deliverability and reliability',
    'standard-webhooks §Delivery success and failure',
  ],
  covers: ['hook-retry-backoff-schedule', 'hook-timeout-slow-receiver', 'hook-dlq-and-disable'],
  focus: ['webhook-id', 'webhook-timestamp', 'retry-after', 'location'],
  variants: {
    standard: correct('The receiver answers before it works; the sender retries for three days.'),
    inline: naive('The receiver works first, then remembers the id, then answers.', [
      'answered-in-time',
      'packed-once',
    ]),
    'three-tries': naive('The sender tries three times, a second apart.', [
      'on-schedule',
      'retry-after-heeded',
      'tried-for-days',
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
    'id-kept': should(
      'keep the id of an event at every attempt',
      'standard-webhooks §Webhook metadata',
    ),
    'time-renewed': should(
      'renew the time at every attempt',
      'standard-webhooks §Webhook metadata',
    ),
    'tried-for-days': should(
      'go on for days before it gives up',
      'standard-webhooks §Deliverability and reliability',
    ),
    'owner-told': should(
      'tell the owner of a disabled endpoint by another way',
      'standard-webhooks §Deliverability and reliability',
    ),
    'disabled-left-alone': should(
      'send nothing more to a disabled endpoint',
      'standard-webhooks §Deliverability and reliability',
    ),
    'dead-letters-delivered': must('deliver what was kept, once it is sent again', 'lab'),
    'redirect-not-followed': should(
      'follow no redirect',
      'standard-webhooks §Delivery success and failure',
    ),
    'gone-is-gone': should(
      'disable an endpoint that answers 410',
      'standard-webhooks §Delivery success and failure',
    ),
  },

  async play(lab) {
    const ports: Readonly<Record<typeof lab.variant, DeliveryPorts>> = {
      standard: {},
      inline: { take: inline },
      'three-tries': { waitAfter: threeTries },
      'follow-redirects': { through: followRedirects },
    };
    const { db, receiver, sender, told, paid } = await senderAndShop(lab, ports[lab.variant]);

    const slow = await lab.step('slow', 'Order 1 takes a minute to pack', () => paid(1));
    lab.check('answered-in-time', promptness(slow.exchanges, 5), 'answered within 5 s');
    lab.check('packed-once', parcelsFor(db, 1), oneParcelFor(1));

    const outage = await lab.step('outage', 'Order 2, while the shop is out of order', () => {
      receiver.failNext(answer(500), answer(500), answer(503, { 'retry-after': '3600' }));
      return paid(2);
    });
    const attempts = outage.requests;
    const waits = [wait(attempts, 2, 5000), wait(attempts, 3, 5 * MINUTE)];
    lab.check('on-schedule', listed(...waits), '5 s as planned · 5 min as planned');
    lab.check('retry-after-heeded', wait(attempts, 4, 60 * MINUTE), '1 h as planned');
    lab.check('id-kept', variety(attempts, 'webhook-id'), 'one for all');
    lab.check('time-renewed', variety(attempts, 'webhook-timestamp'), 'one each');

    const down = await lab.step('down', 'Order 3: the shop is down for days', async () => {
      receiver.failWith(answer(500));
      const third = await paid(3);
      lab.note(`Its owner is told: ${told.join()}. Order 4 is paid, and not sent.`);
      return { third, fourth: await paid(4) };
    });
    const { third, fourth } = down.result;
    const tries = (id: string) => counted(attemptsOf(lab.wire, id).length, 'attempt');
    lab.check('tried-for-days', tries(third), '10 attempts');
    lab.check('owner-told', listed(...told), 'every attempt failed');
    lab.check('disabled-left-alone', tries(fourth), '0 attempts');

    await lab.step('redrive', 'It is back: enable it, send the dead letters', async () => {
      receiver.failWith(undefined);
      sender.redrive(HOOKS);
      await lab.untilQuiet();
    });
    const arrived = [third, fourth].filter((id) => hasArrived(lab.wire, id));
    lab.check('dead-letters-delivered', counted(arrived.length, 'arrival'), '2 arrivals');

    const moved = await lab.step('moved', 'Order 5: the shop answers with a redirect', () => {
      receiver.failNext(answer(301, { location: '/elsewhere' }));
      return paid(5);
    });
    const targets = new Set(moved.requests.map(({ method, target }) => `${method} ${target}`));
    lab.check('redirect-not-followed', listed(...targets), 'POST /hooks');

    const gone = await lab.step('gone', 'Order 6: it wants no more. Then order 7', async () => {
      receiver.failNext(answer(410));
      await paid(6);
      await paid(7);
    });
    const sent = gone.requests.map((request) => fieldOf(request, 'webhook-id'));
    lab.check('gone-is-gone', counted(sent.length, 'attempt'), '1 attempt');
  },
});
