import { correct, defineScenario, integer, must, naive, should } from 'apilab';
import { counted } from 'apilab/parts/checks/words';
import { againOf, refusal, since } from '../parts/checks.ts';
import { keyStore } from '../parts/key-store.ts';
import { ordersNamed } from './checks.ts';
import { checkThenInsert } from './naive/check-then-insert.ts';
import { processLock } from './naive/process-lock.ts';
import { threeInstances } from './setting.ts';

const KEYBOARD = { productId: 1, quantity: 1 };
const MONITOR = { productId: 3, quantity: 1 };
const CABLE = { productId: 4, quantity: 1 };

const SECOND_CLICK_MS = 200;

/** What to look for while two requests with one key are under way. */
const TWO_CLICKS = {
  'insert-first': 'The second insert changes 0 rows: that is how the second request knows.',
  'check-then-insert': 'Both requests look, and find no key, before either inserts it.',
  'process-lock': 'Nothing in the database tells that somebody is at work; the process knows.',
} as const;

/** Of several requests with one key at the same time, one works. */
export default defineScenario({
  title: 'Let one of several requests with one key work',
  claim: 'Requests with one key that come at the same time are one order.',
  standard: ['idempotency-key §2.6', 'idempotency-key §2.7'],
  covers: ['idem-in-flight-409', 'idem-race-two-identical'],
  focus: ['idempotency-key', 'idempotent-replayed', 'retry-after'],
  params: {
    rivals: integer({ default: 10, min: 3, max: 200, about: 'how many requests race at the end' }),
  },
  variants: {
    'insert-first': correct('The row of the key is inserted before the work, and is the lock.'),
    'check-then-insert': naive('The store looks for the key, works, and inserts it last.', [
      'busy-refused',
      'replayed-when-done',
      'one-at-a-time',
      'one-order',
      'same-answer-for-all',
    ]),
    'process-lock': naive('Each instance remembers in its memory which keys are at work.', [
      'one-at-a-time',
      'one-order',
      'same-answer-for-all',
    ]),
  },
  checks: {
    'replayed-in-turn': should(
      'answer a retry with the result of the first request',
      'idempotency-key §2.6',
    ),
    'busy-refused': should('answer 409 while the first request is at work', 'idempotency-key §2.7'),
    'replayed-when-done': should(
      'answer with the first result once there is one',
      'idempotency-key §2.6',
    ),
    'one-at-a-time': must('not work on two requests with one key at the same time', 'lab'),
    'one-order': must('place and charge one order, however many requests race', 'lab'),
    'same-answer-for-all': must(
      'give everyone in the race the answer of the one that worked',
      'lab',
    ),
  },

  async play(lab) {
    const { params, clock, ids } = lab;
    const storeOf = {
      'insert-first': keyStore,
      'check-then-insert': checkThenInsert,
      'process-lock': processLock,
    }[lab.variant];
    const shop = await threeInstances(lab, storeOf);
    const ada = shop.client();

    const inTurn = await lab.step(
      'in-turn',
      'Send an order, and when it is done again',
      async () => {
        const { key } = await ada.place(KEYBOARD);
        await ada.place(KEYBOARD, key);
      },
    );
    const [first, second] = inTurn.answers;
    lab.check('replayed-in-turn', againOf(first)(second), 'the first answer again');

    const key = ids.uuid();
    const clicks = await lab.step(
      'click-twice',
      'Click twice while the payment runs',
      () => {
        lab.note(TWO_CLICKS[lab.variant]);
        return lab.together([
          () => ada.place(MONITOR, key),
          () => clock.sleep(SECOND_CLICK_MS).then(() => ada.place(MONITOR, key)),
        ]);
      },
      { shows: [shop.lane] },
    );
    const [busy] = clicks.answers;
    lab.check(
      'busy-refused',
      refusal(busy),
      '409, problem details, link to the rules, come back after 1 second',
    );
    lab.check('replayed-when-done', ordersNamed(clicks), '2 × 201 · 1 order');

    const before = shop.books();
    const race = await lab.step('race', 'Race for one key', () => {
      lab.note('Three instances take turns. They share one database, and no memory.');
      const raced = ids.uuid();
      const rivals = Array.from({ length: params.rivals }, (_, turn) => shop.client(turn));
      return lab.together(rivals.map((rival) => () => rival.place(CABLE, raced)));
    });
    lab.check(
      'one-at-a-time',
      counted(shop.payments.mostAtOnce, 'payment at once', 'payments at once'),
      '1 payment at once',
    );
    lab.check('one-order', since(before, shop.books()), '1 placed · 1 charged');
    lab.check('same-answer-for-all', ordersNamed(race), `${params.rivals} × 201 · 1 order`);

    const { placed, charged } = shop.books();
    lab.figure('placed', placed, 'orders');
    lab.figure('charged', charged, 'times');
  },
});
