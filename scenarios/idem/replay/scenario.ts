import { correct, defineScenario, dropResponse, integer, must, naive, should } from 'apilab';
import { openShop } from 'apilab/parts/shop/shop';
import { checkThenInsertStore } from './check-then-insert.ts';
import { counted, gist, listed, replayOf } from './gist.ts';
import { keyStore } from './key-store.ts';
import { type OrderClientOptions, orderClient } from './order-client.ts';
import { ordersApi } from './orders-api.ts';
import { paymentProvider } from './payments.ts';

/** How long a payment takes: long enough for a second request to arrive meanwhile. */
const PAYMENT_MS = 600;
const SECOND_CLICK_MS = 200;

/** What to look for while two requests with one key are under way. */
const TWO_CLICKS = {
  key: 'The second insert changes 0 rows: that is how the second request knows.',
  'no-key': 'Nothing tells the second request from a second order.',
  'check-then-insert': 'Both requests look, and find no key, before either inserts it.',
} as const;

/** An order is placed and charged once, however often it is sent. */
export default defineScenario({
  title: 'Retry a POST safely with Idempotency-Key',
  claim: 'However often an order is sent, it is placed and charged once.',
  standard: [] /* draft-ietf-httpapi-idempotency-key-header-06 §2 */,
  covers: [
    'idem-lost-response-duplicate',
    'idem-same-key-same-body',
    'idem-same-key-different-body-422',
    'idem-missing-key-400',
    'idem-in-flight-409',
    'idem-race-two-identical',
  ],
  focus: ['idempotency-key', 'idempotent-replayed', 'retry-after', 'link'],
  params: {
    rivals: integer({ default: 10, min: 2, max: 200, about: 'how many requests race at the end' }),
  },
  variants: {
    key: correct('One key for one order; the database lets one request have it.'),
    'no-key': naive('There are no keys: the client just sends the order again.', [
      'idem-01',
      'idem-02',
      'idem-03',
      'idem-04',
      'idem-05',
      'idem-06',
      'idem-07',
    ]),
    'check-then-insert': naive('The server looks for the key, works, and stores it last.', [
      'idem-05',
      'idem-06',
      'idem-07',
    ]),
  },
  checks: {
    'idem-01': must('place and charge an order once, however often it is sent', 'lab'),
    'idem-02': must('replay the first answer byte for byte, and mark it', 'lab'),
    'idem-03': must('refuse a used key with another order, and do nothing', 'lab'),
    'idem-04': must('refuse an order without a well-formed key, and do nothing', 'lab'),
    'idem-05': must('answer 409 while the first request is at work, then replay', 'lab'),
    'idem-06': must('not work on two requests with one key at the same time', 'lab'),
    'idem-07': must('place one order when many requests with one key race', 'lab'),
    'idem-08': must('keep the keys of one customer apart from those of another', 'lab'),
  },

  async play({ variant, params, serve, client, use, clock, random, ids, wire, ...lab }) {
    const { step, note, check, figure, statements, together } = lab;
    const db = await use(openShop());
    const keys = {
      key: keyStore,
      'no-key': undefined,
      'check-then-insert': checkThenInsertStore,
    }[variant]?.(db);
    const payments = paymentProvider({ clock, takesMs: PAYMENT_MS });
    const tokens = new Map([
      ['ada', 1],
      ['grace', 2],
    ]);
    const instance = () => ordersApi({ db, payments, tokens, ...(keys && { keys }) });
    const api = await serve('api', instance());

    const sendsKeys = variant === 'no-key' ? 'none' : 'quoted';
    const customer = (options: Partial<OrderClientOptions> = {}) =>
      orderClient({
        url: api.url,
        token: 'ada',
        fetch: client(),
        clock,
        random,
        newKey: ids.uuid,
        keys: sendsKeys,
        ...options,
      });
    const ada = customer();
    const keyboard = { productId: 1, quantity: 1 };
    const monitor = { productId: 3, quantity: 1 };
    const cable = { productId: 4, quantity: 1 };

    const placed = () => Number(db.inspect('SELECT count(*) AS n FROM orders')[0]?.n);
    const done = () => `${placed()} placed, ${payments.charges.length} charged`;

    /** Plays a step, and gives the answers that crossed the wire in it. */
    async function answersTo(title: string, body: () => Promise<unknown>) {
      const before = wire.responses().length;
      await step(title, body);
      return wire.responses().slice(before);
    }

    let adas = '';
    const [answer, retry] = await answersTo(
      'order-a-keyboard-and-lose-the-answer',
      'Order a keyboard, and lose the answer',
      async () => {
        api.tap.inject(dropResponse());
        ({ key: adas } = await ada.place(keyboard));
      },
    );

    const [again] = await answersTo(
      'send-it-again-members-in-another-order',
      'Send it again, members in another order',
      () => ada.place({ quantity: 1, productId: 1 }, adas),
    );
    check('idem-01', done(), '1 placed, 1 charged');
    check('idem-02', listed(...[retry, again].map(replayOf(answer))), 'replayed · replayed');

    let before = done();
    const [other] = await answersTo(
      'use-the-key-for-two-keyboards',
      'Use the key for two keyboards',
      () => {
        return ada.place({ ...keyboard, quantity: 2 }, adas);
      },
    );
    check('idem-03', listed(gist(other), done()), listed('422 (problem, link)', before));

    before = done();
    const keyless = await answersTo(
      'send-no-key-then-one-without-its-quotes',
      'Send no key, then one without its quotes',
      async () => {
        await customer({ keys: 'none' }).place(cable);
        await customer({ keys: 'bare' }).place(cable);
      },
    );
    check(
      'idem-04',
      listed(...keyless.map(gist), done()),
      listed('400 (problem, link)', '400 (problem, link)', before),
    );

    let key = ids.uuid();
    const [busy, finished, later] = await answersTo(
      'click-twice-while-the-payment-runs',
      'Click twice while the payment runs',
      () => {
        note(TWO_CLICKS[variant]);
        db.watch(statements('api', 'db'));
        return together([
          () => ada.place(monitor, key),
          () => clock.sleep(SECOND_CLICK_MS).then(() => ada.place(monitor, key)),
        ]);
      },
    );
    db.watch(() => {});
    check(
      'idem-05',
      listed(gist(busy), gist(finished), replayOf(finished)(later)),
      listed('409 (problem, link, retry-after)', '201', 'replayed'),
    );

    const instances = [api, await serve('api', instance()), await serve('api', instance())];
    const placedBefore = placed();
    const race = await answersTo('race-for-one-key', 'Race for one key', () => {
      note('Three instances take turns. They share one database, and so one lock.');
      key = ids.uuid();
      return together(
        Array.from({ length: params.rivals }, (_, rival) => {
          const { url } = instances[rival % instances.length] ?? api;
          return () => customer({ url }).place(cable, key);
        }),
      );
    });
    const winner = race.find(({ status }) => status === 201);
    const outcomes = race.map((answer) =>
      answer.status === 201 && answer !== winner ? replayOf(winner)(answer) : gist(answer),
    );
    const losers = params.rivals - 1;
    check('idem-06', payments.mostAtOnce, 1);
    check(
      'idem-07',
      listed(`${placed() - placedBefore} placed`, ...counted(outcomes)),
      listed(
        '1 placed',
        `${losers} × 409 (problem, link, retry-after)`,
        '1 × 201',
        `${losers} × replayed`,
      ),
    );

    figure('placed', placed(), 'orders');
    figure('charged', payments.charges.length, 'times');

    const [hers] = await answersTo(
      'grace-comes-with-the-key-that-ada-used-first',
      'Grace comes with the key that Ada used first',
      () => {
        note('Guessed, or by the same bad luck: to the API it is another key.');
        return customer({ token: 'grace' }).place(keyboard, adas);
      },
    );
    const chargedToHer = payments.charges.filter(({ customer }) => customer === 2).length;
    check(
      'idem-08',
      listed(gist(hers), `${chargedToHer} charged to her`),
      '201 · 1 charged to her',
    );
  },
});
