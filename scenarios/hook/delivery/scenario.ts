import { join } from 'node:path';
import { atMost, correct, defineScenario, delayBytes, fieldOf, must, naive, should } from 'apilab';
import { openDatabase } from 'apilab/parts/shop/database';
import { openShop } from 'apilab/parts/shop/shop';
import {
  attemptsOf,
  isAcknowledged,
  isGenuine,
  overhear,
  punctuality,
  waitForAnswer,
} from './checks.ts';
import { deliveryQueue } from './delivery-queue.ts';
import { inlineReceiver } from './inline-receiver.ts';
import { bodyOnlySignature } from './naive-signature.ts';
import { withOutages } from './outages.ts';
import { openQueueFile } from './queue-file.ts';
import { packing } from './shipments.ts';
import { standardSignature } from './signature.ts';
import { webhookReceiver } from './webhook-receiver.ts';
import { deliveryFields, webhookSender } from './webhook-sender.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** How many attempts the schedule of Standard Webhooks has. */
const ATTEMPTS = 10;
/** Between 24 and 64 bytes that only sender and receiver know. Whoever copies this makes his own. */
const SECRET = 'whsec_YXBpbGFiLCBhIGxhYm9yYXRvcnkgZm9yIEFQSXMuLi4=';

/** What to look for where three copies come. */
const COPIES = {
  standard:
    'Only one of the inserts changes a row: the two that change none know that they are late.',
  inline: 'All three look before the first of them has remembered the id.',
  'body-only': 'Only one of the inserts changes a row. A signature is not needed for that.',
  'in-memory': 'The shop has its inbox in its database, whatever the sender does.',
} as const;

/** An answer without content. */
const answer = (status: number, headers: Readonly<Record<string, string>> = {}) => {
  return () => new Response(null, { status, headers });
};

/** An event reaches its receiver at least once, and takes effect once. */
export default defineScenario({
  title: 'Deliver a webhook: signed, retried, taken once',
  claim: 'What is sent must arrive, and must take effect once.',
  standard: [] /* Standard Webhooks 1.0.0 §Signature scheme */,
  covers: [
    'hook-signature-hmac',
    'hook-replay-attack-timestamp',
    'hook-retry-backoff-schedule',
    'hook-timeout-slow-receiver',
    'hook-dlq-and-disable',
    'hook-idempotent-receiver',
  ],
  focus: ['webhook-id', 'webhook-timestamp', 'webhook-signature', 'retry-after', 'location'],
  variants: {
    standard: correct('Signed with id and time, queued on disk, written down before the work.'),
    inline: naive('The receiver works first, then remembers the id, then answers.', [
      'hook-02',
      'hook-03',
      'hook-05',
      'hook-09',
    ]),
    'body-only': naive('The signature is over the body alone.', ['hook-01', 'hook-04']),
    'in-memory': naive('The sender has its queue in memory.', ['hook-08', 'hook-09']),
  },
  checks: {
    'hook-01': must('sign id, time and body, byte for byte', 'lab'),
    'hook-02': must('answer within 5 s, however long the work takes', 'lab'),
    'hook-03': must('take effect once, however often it comes until then', 'lab'),
    'hook-04': must('refuse a changed, an old, or a future delivery, and do nothing', 'lab'),
    'hook-05': must('take effect once when copies come at the same time', 'lab'),
    'hook-06': must('retry on schedule, and not before Retry-After', 'lab'),
    'hook-07': must('keep the id at every attempt, and renew the time', 'lab'),
    'hook-08': must('take up again, once killed, what it does not know to be there', 'lab'),
    'hook-09': must('lose nothing by that, and do nothing twice', 'lab'),
    'hook-10': must('give up after the last attempt: disable, say so, and stop', 'lab'),
    'hook-11': must('deliver the dead letters when they are sent once more', 'lab'),
    'hook-12': must('follow no redirect, and stop at 410', 'lab'),
  },

  async play({ variant, serve, client, use, clock, random, ids, wire, ...lab }) {
    const { step, note, check, figure, statements, together, untilQuiet } = lab;
    const signature = variant === 'body-only' ? bodyOnlySignature : standardSignature;
    const receive = variant === 'inline' ? inlineReceiver : webhookReceiver;

    const db = await use(openShop());
    const ship = packing({ clock, takesMs: MINUTE });
    const receiver = withOutages(receive({ db, clock, signature, secrets: [SECRET], ship }));
    const shop = await serve('shop', receiver, { client: 'sender' });
    const hooks = `${shop.url}/hooks`;
    const parcels = (...orders: readonly number[]) => {
      const sql = 'SELECT count(*) AS sent FROM shipments WHERE order_id = ?';
      return orders.map((order) => Number(db.inspect(sql, [order])[0]?.sent));
    };

    const file = join(await lab.temporaryFolder(), 'queue.db');
    const notices: string[] = [];
    const event = (order: number) => ({ type: 'order.paid', data: { orderId: order } });

    /** Starts a sender as a process starts: it knows what is in its queue, and nothing else. */
    async function startSender() {
      const stored = await use(variant === 'in-memory' ? openDatabase() : openQueueFile(file));
      const sender = webhookSender({
        queue: deliveryQueue(stored),
        fetch: client(),
        clock,
        random: random.fork(`sender at ${clock.now()}`),
        newId: ids.uuid,
        signature,
        secretsOf: () => [SECRET],
        onDisabled: (_, reason) => notices.push(reason),
      });
      return { ...sender, paid: (order: number) => sender.send(hooks, event(order)) };
    }
    let sender = await startSender();

    /** Plays a step, and gives the answers that crossed the wire in it. */
    async function answersTo(title: string, body: () => Promise<unknown>) {
      const before = wire.responses().length;
      await step(title, body);
      return wire.responses().slice(before);
    }

    const first = await step(
      'order-1-is-paid-and-takes-a-minute-to-pack',
      'Order 1 is paid, and takes a minute to pack',
      async () => {
        if (variant === 'inline')
          note('After 20 s without an answer, the sender gives up and retries.');
        const id = sender.paid(1);
        await untilQuiet();
        return id;
      },
    );
    const [original] = attemptsOf(wire, first);
    check('hook-01', original && isGenuine(original, SECRET), true);
    check('hook-02', original && waitForAnswer(wire, original), atMost(5 * SECOND));
    check('hook-03', parcels(1), [1]);

    type Fields = Readonly<Record<string, string>>;
    const posting = (url: string, fetch = client()) => {
      return (headers: Fields, order: number) =>
        fetch(url, { method: 'POST', headers, body: JSON.stringify(event(order)) });
    };
    /** Somebody else: they can send what they overheard, changed or not, and cannot sign. */
    const forge = posting(`${(await shop.reachedBy('mallory')).url}/hooks`);
    /** The sender itself, without its queue: it can sign whatever it likes. */
    const deliver = posting(hooks);
    /** The fields of a delivery that is genuine, for an id, an order and a time. */
    const signed = (id: string, order: number, at: number) => {
      const timestamp = Math.floor(at / SECOND);
      const body = new TextEncoder().encode(JSON.stringify(event(order)));
      const content = { id, timestamp, body };
      return deliveryFields(content, signature.sign(content, [SECRET]));
    };

    const before = parcels(1, 3);
    const replayed = await answersTo(
      'somebody-overheard-it-and-sends-it-again',
      'Somebody overheard it, and sends it again',
      async () => {
        const overheard = overhear(original);
        note('With one bit changed: order 1 becomes order 3.');
        await forge(overheard, 3);
        note('As it is, six minutes later. Then with a new id and a new time beside it.');
        await clock.sleep(6 * MINUTE);
        await forge(overheard, 1);
        const now = clock.date().getTime();
        const time = String(Math.floor(now / SECOND));
        await forge({ ...overheard, 'webhook-id': 'msg_new', 'webhook-timestamp': time }, 1);
        note('Signed well, by a clock that is six minutes fast.');
        await deliver(signed('msg_fast', 1, now + 6 * MINUTE), 1);
        await untilQuiet();
      },
    );
    check(
      'hook-04',
      [...replayed.map(({ status }) => status), parcels(1, 3)],
      [401, 401, 401, 401, before],
    );

    await step(
      'three-copies-of-order-2-come-at-the-same-time',
      'Three copies of order 2 come at the same time',
      async () => {
        note(COPIES[variant]);
        const copy = signed('msg_copies', 2, clock.date().getTime());
        db.watch(statements('shop', 'db'));
        await together([1, 2, 3].map(() => () => deliver(copy, 2)));
        await untilQuiet();
      },
    );
    db.watch(() => {});
    check('hook-05', parcels(2), [1]);

    const earlier = wire.requests().length;
    await step(
      'order-4-while-the-shop-is-out-of-order',
      'Order 4, while the shop is out of order',
      async () => {
        receiver.failNext(answer(500), answer(500), answer(503, { 'retry-after': '3600' }));
        sender.paid(4);
        await untilQuiet();
      },
    );
    const retried = wire.requests().slice(earlier);
    const hour = 60 * MINUTE;
    check('hook-06', punctuality(retried, [5 * SECOND, 5 * MINUTE, hour]), [
      'in time',
      'in time',
      'in time',
    ]);
    const differing = (name: string) => new Set(retried.map((each) => fieldOf(each, name))).size;
    check(
      'hook-07',
      [differing('webhook-id'), differing('webhook-timestamp')],
      [1, retried.length],
    );

    const killed = await step(
      'kill-the-sender-start-it-again',
      'Kill the sender, start it again',
      async () => {
        note(
          'Order 5 is with the shop, its answer on the way. Order 6 waits for its next attempt.',
        );
        receiver.failNext(answer(500));
        const waiting = sender.paid(6);
        await clock.sleep(SECOND);
        shop.tap.inject(delayBytes({ delayMs: SECOND }));
        const underWay = sender.paid(5);
        await clock.sleep(random.integer(100, 900));
        sender.kill();
        const at = clock.now();
        note('It is killed now. What it has not written down, nobody knows.');
        sender = await startSender();
        await untilQuiet();
        return { at, orders: [underWay, waiting] };
      },
    );
    const cameBack = (id: string) => attemptsOf(wire, id).some(({ at }) => at >= killed.at);
    check('hook-08', killed.orders.map(cameBack), [true, true]);
    check('hook-09', parcels(5, 6), [1, 1]);

    const [lost, late] = await step(
      'order-7-the-shop-is-down-for-days',
      'Order 7: the shop is down for days',
      async () => {
        receiver.failWith(answer(500));
        const id = sender.paid(7);
        await untilQuiet();
        note(`Its owner is told: ${notices.join()}. Order 8 is paid, and no longer sent.`);
        const after = sender.paid(8);
        await untilQuiet();
        return [id, after];
      },
    );
    check(
      'hook-10',
      [attemptsOf(wire, lost ?? '').length, notices, attemptsOf(wire, late ?? '').length],
      [ATTEMPTS, ['every attempt failed'], 0],
    );

    await step(
      'it-is-back-enable-it-send-the-dead-letters',
      'It is back: enable it, send the dead letters',
      async () => {
        receiver.failWith(undefined);
        sender.redrive(hooks);
        await untilQuiet();
      },
    );
    check(
      'hook-11',
      [lost, late].map((id) => isAcknowledged(wire, id ?? '')),
      [true, true],
    );

    const [moved, gone, never] = await step(
      'it-has-moved-then-it-wants-no-more',
      'It has moved; then it wants no more',
      async () => {
        receiver.failNext(answer(301, { location: '/elsewhere' }));
        const first = sender.paid(9);
        await untilQuiet();
        receiver.failNext(answer(410));
        const second = sender.paid(10);
        await untilQuiet();
        const third = sender.paid(11);
        await untilQuiet();
        return [first, second, third];
      },
    );
    const [fast, last, none] = [moved, gone, never].map((id) => attemptsOf(wire, id ?? ''));
    check(
      'hook-12',
      [new Set(fast?.map(({ target }) => target)).size, last?.length, none?.length],
      [1, 1, 0],
    );
    const [packed] = db.inspect('SELECT count(*) AS parcels FROM shipments');
    figure('packed for 8 orders', Number(packed?.parcels), 'parcels');
  },
});
