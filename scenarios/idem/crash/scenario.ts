import { correct, defineScenario, integer, must, naive, should } from 'apilab';
import {
  answersOfApi,
  chargesAsked,
  chargesSince,
  firstAnswer,
  lastAnswer,
  messages,
  ordersSince,
  unconfirmed,
} from './checks.ts';
import { chargeAnew } from './naive/charge-anew.ts';
import { noLease } from './naive/no-lease.ts';
import { threeCommits } from './naive/three-commits.ts';
import { recovering, type Way } from './program.ts';
import { shopThatDies } from './setting.ts';

const KEYBOARD = { productId: 1, quantity: 1 };
const MONITOR = { productId: 3, quantity: 1 };
const CABLE = { productId: 4, quantity: 1 };

/** The process dies over an order, and it is charged and placed once all the same. */
export default defineScenario({
  title: 'Die over a payment, and charge once',
  claim: 'Wherever the process dies over an order, a retry finishes it and charges once.',
  standard: ['idempotency-key §2.6', 'idempotency-key §2.7'],
  covers: [
    'idem-crash-mid-processing',
    'idem-crash-before-side-effect',
    'idem-transactional-outbox-key',
  ],
  focus: ['idempotency-key', 'idempotent-replayed', 'retry-after'],
  params: {
    lease: integer({ default: 5, min: 3, max: 60, about: 'seconds until a key is taken over' }),
  },
  variants: {
    recover: correct('Keys have a lease, the charge has a key, and one commit stores all.'),
    'no-lease': naive('A key without an answer is at work, for ever.', [
      'finished',
      'charged-once-before',
    ]),
    'charge-anew': naive('Whoever takes a key over charges with a new key of its own.', [
      'charged-once-after',
    ]),
    'three-commits': naive('Order, answer and message are committed one by one.', [
      'replayed',
      'one-order',
      'all-told',
    ]),
  },
  checks: {
    'busy-refused': should('answer 409 while somebody may be at work', 'idempotency-key §2.7'),
    finished: must('let a retry finish the order of a dead process', 'lab'),
    'charged-once-before': must('charge once if it died before the charge', 'lab'),
    'charged-once-after': must('charge once if it died after the charge', 'lab'),
    replayed: should('answer with the first result once it is stored', 'idempotency-key §2.6'),
    'one-order': must('place one order if it died at the first commit', 'lab'),
    'all-told': must('send a message for each order that is placed', 'lab'),
  },

  async play(lab) {
    const right = recovering(lab.params.lease * 1000);
    const ways: Record<typeof lab.variant, Way> = {
      recover: right,
      'no-lease': { ...right, openKeys: noLease },
      'charge-anew': { ...right, keyOfCharge: chargeAnew(lab.ids.uuid) },
      'three-commits': { ...right, settle: threeCommits },
    };
    const shop = await shopThatDies(lab, ways[lab.variant]);
    const none = shop.books();

    const before = await lab.step('before-charge', 'Die before the charge, ask again', () =>
      shop.orderAndDie(KEYBOARD, 'before psp.charge'),
    );
    const first = shop.books();
    lab.check('busy-refused', firstAnswer(before), '409', answersOfApi(before));
    lab.check('charged-once-before', chargesSince(none, first), '1 charge');

    const after = await lab.step('after-charge', 'Die after the charge, ask again', () =>
      shop.orderAndDie(MONITOR, 'after psp.charge'),
    );
    const second = shop.books();
    lab.check('finished', lastAnswer(after), '201 · not replayed', answersOfApi(after).slice(-1));
    lab.check('charged-once-after', chargesSince(first, second), '1 charge', chargesAsked(after));

    const stored = await lab.step('after-commit', 'Die at the first commit, ask again', () =>
      shop.orderAndDie(CABLE, 'after db.commit'),
    );
    const last = shop.books();
    lab.check('replayed', lastAnswer(stored), '201 · replayed', answersOfApi(stored).slice(-1));
    lab.check('one-order', ordersSince(second, last), '1 order');
    lab.check('all-told', unconfirmed(last), '0 without a message', messages(stored));
  },
});
