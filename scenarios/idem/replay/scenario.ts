import { correct, defineScenario, dropResponse, must, naive, should } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import { againOf, mark, refusal, since } from '../parts/checks.ts';
import { oncePerKey } from '../parts/once.ts';
import { sendKey } from '../parts/order-client.ts';
import { everyTime, unnamed } from './naive/no-key.ts';
import { shopAndCustomers } from './setting.ts';

const KEYBOARD = { productId: 1, quantity: 1 };
const KEYBOARD_REWRITTEN = { quantity: 1, productId: 1 };
const CABLE = { productId: 4, quantity: 1 };

/** An order is placed and charged once, however often it is sent. */
export default defineScenario({
  title: 'Retry a POST safely with Idempotency-Key',
  claim: 'However often an order is sent, it is placed and charged once.',
  standard: 'idempotency-key §2',
  covers: [
    'idem-lost-response-duplicate',
    'idem-same-key-same-body',
    'idem-same-key-different-body-422',
    'idem-missing-key-400',
  ],
  focus: ['idempotency-key', 'idempotent-replayed', 'link'],
  variants: {
    key: correct('One key for one order; the API keeps its answer beside it.'),
    'no-key': naive('There are no keys: the client just sends the order again.', [
      'placed-once',
      'replayed',
      'marked',
      'other-order-refused',
      'key-required',
      'key-quoted',
      'refusals-do-nothing',
    ]),
  },
  checks: {
    'placed-once': must('place and charge an order once, however often it is sent', 'lab'),
    replayed: should('answer a retry with the result of the first request', 'idempotency-key §2.6'),
    marked: must('mark an answer that was given before', 'lab'),
    'other-order-refused': should(
      'answer a used key with another order by 422',
      'idempotency-key §2.7',
    ),
    'key-required': should('answer an order without a key by 400', 'idempotency-key §2.7'),
    'key-quoted': must('refuse a key without its quotes, which is no String', 'lab'),
    'refusals-do-nothing': must('place and charge nothing for what it refuses', 'lab'),
    'kept-apart': should(
      'keep the keys of one customer apart from those of another',
      'idempotency-key §5',
    ),
  },

  async play(lab) {
    const way = {
      key: { nameOrder: sendKey, once: oncePerKey },
      'no-key': { nameOrder: unnamed, once: () => everyTime },
    }[lab.variant];
    const shop = await shopAndCustomers(lab, way);
    const { ada, grace } = shop;
    const atFirst = shop.books();

    const lost = await lab.step('lose-the-answer', 'Order a keyboard, and lose the answer', () => {
      shop.api.tap.inject(dropResponse());
      return ada.place(KEYBOARD);
    });
    const [answer, retry] = lost.answers;
    const { key } = lost.result;

    const again = await lab.step('send-again', 'Send it again, members in another order', () =>
      ada.place(KEYBOARD_REWRITTEN, key),
    );
    const repeats = [retry, again.answers[0]];
    lab.check('placed-once', since(atFirst, shop.books()), '1 placed · 1 charged');
    lab.check(
      'replayed',
      listed(...repeats.map(againOf(answer))),
      'the first answer again · the first answer again',
    );
    lab.check('marked', listed(...repeats.map(mark)), 'marked · marked');

    const before = shop.books();
    const other = await lab.step('another-order', 'Use the key for two keyboards', () =>
      ada.place({ ...KEYBOARD, quantity: 2 }, key),
    );
    lab.check(
      'other-order-refused',
      refusal(other.answers[0]),
      '422, problem details, link to the rules',
    );

    const keyless = await lab.step(
      'no-key',
      'Send no key, then one without its quotes',
      async () => {
        await shop.sendByHand(CABLE, {});
        await shop.sendByHand(CABLE, { 'idempotency-key': lab.ids.uuid() });
      },
    );
    const [missing, bare] = keyless.answers.map(refusal);
    lab.check('key-required', missing, '400, problem details, link to the rules');
    lab.check('key-quoted', bare, '400, problem details, link to the rules');
    lab.check('refusals-do-nothing', since(before, shop.books()), '0 placed · 0 charged');

    const hers = await lab.step(
      'another-customer',
      'Grace comes with the key that Ada used',
      () => {
        lab.note('Guessed, or by the same bad luck: to the API it is another key.');
        return grace.place(KEYBOARD, key);
      },
    );
    lab.check(
      'kept-apart',
      listed(
        `${hers.answers[0]?.status}, ${mark(hers.answers[0])}`,
        counted(shop.chargedTo(2), 'charge to Grace', 'charges to Grace'),
      ),
      '201, not marked · 1 charge to Grace',
    );

    const { placed, charged } = shop.books();
    lab.figure('placed', placed, 'orders');
    lab.figure('charged', charged, 'times');
  },
});
