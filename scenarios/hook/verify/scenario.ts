import { correct, defineScenario, must, naive, should } from 'apilab';
import { fate, oneParcelFor, parcelsFor, whatIsSigned } from '../parts/checks.ts';
import { standardSignature } from '../parts/signature.ts';
import { anyLength } from './naive/any-length.ts';
import { bodyOnly } from './naive/body-only.ts';
import { parsedBody } from './naive/parsed-body.ts';
import { pastOnly } from './naive/past-only.ts';
import { orderPaid, SECRET, shopAndSenders } from './setting.ts';

const MINUTE_MS = 60_000;

/** A receiver that anybody can call acts on what its sender has signed, and only while it is fresh. */
export default defineScenario({
  title: 'Verify a webhook: who signed it, and when',
  claim: 'What is changed, replayed or not signed must have no effect.',
  standard: ['standard-webhooks §Signature scheme', 'standard-webhooks §Verifying signatures'],
  covers: ['hook-signature-hmac', 'hook-replay-attack-timestamp'],
  focus: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  variants: {
    standard: correct('Id, time and body are signed; the bytes are checked as they came.'),
    'body-only': naive('The signature is over the body alone.', [
      'signed-whole',
      'replay-refused',
      'new-time-refused',
      'future-refused',
      'no-effect',
    ]),
    'parsed-body': naive('The receiver checks the JSON that it has parsed, written again.', [
      'genuine-taken',
    ]),
    'past-only': naive('The receiver refuses what is old, not what is dated ahead.', [
      'future-refused',
      'no-effect',
    ]),
    'any-length': naive('The receiver compares in constant time, and not the lengths before.', [
      'unsigned-refused',
    ]),
  },
  checks: {
    'signed-whole': should(
      'sign the id and the time of an attempt with its body',
      'standard-webhooks §Webhook metadata',
    ),
    'genuine-taken': must('take what is genuine, however its JSON is written', 'lab'),
    'change-refused': must('refuse what was changed by one bit', 'lab'),
    'replay-refused': should(
      'refuse a time that is too long ago',
      'standard-webhooks §Verifying signatures',
    ),
    'new-time-refused': must('refuse an id and a time that were not signed', 'lab'),
    'future-refused': should(
      'refuse a time that is too far ahead',
      'standard-webhooks §Verifying signatures',
    ),
    'unsigned-refused': must('refuse what is not signed, with no error of its own', 'lab'),
    'no-effect': must('do nothing for what is refused', 'lab'),
  },

  async play(lab) {
    const { clock } = lab;
    const signature = {
      standard: standardSignature,
      'body-only': bodyOnly,
      'parsed-body': parsedBody,
      'past-only': pastOnly,
      'any-length': anyLength,
    }[lab.variant];
    const { db, deliver, forge, signed } = await shopAndSenders(lab, signature);
    const now = () => clock.date().getTime();

    const overheard = signed('msg_order_1', orderPaid(1), now());
    const genuine = await lab.step('deliver', 'Order 1 is paid: the shop is told', () =>
      deliver(overheard, orderPaid(1)),
    );
    lab.check('signed-whole', whatIsSigned(genuine.requests[0], SECRET), 'id, time and body');

    const spaced = await lab.step('spaces', 'Order 2, from a sender that writes spaces', () => {
      const body = '{"type": "order.paid", "data": {"orderId": 2}}';
      return deliver(signed('msg_order_2', body, now()), body);
    });
    lab.check('genuine-taken', fate(spaced.answers[0]), 'taken with 202');

    const changed = await lab.step('change', 'Mallory changes one bit: order 1 becomes 3', () => {
      lab.note('She has seen the first delivery, and does not know the secret.');
      return forge(overheard, orderPaid(3));
    });
    lab.check('change-refused', fate(changed.answers[0]), 'refused with 401');

    const replayed = await lab.step(
      'replay',
      'She sends it as it was, six minutes later',
      async () => {
        await clock.sleep(6 * MINUTE_MS);
        await forge(overheard, orderPaid(1));
      },
    );
    lab.check('replay-refused', fate(replayed.answers[0]), 'refused with 401');

    const renewed = await lab.step('new-time', 'She writes a new id and time beside it', () => {
      const time = String(Math.floor(now() / 1000));
      const fields = { ...overheard, 'webhook-id': 'msg_new', 'webhook-timestamp': time };
      return forge(fields, orderPaid(1));
    });
    lab.check('new-time-refused', fate(renewed.answers[0]), 'refused with 401');

    const ahead = await lab.step('future', 'Signed well, by a clock six minutes fast', () =>
      deliver(signed('msg_fast', orderPaid(1), now() + 6 * MINUTE_MS), orderPaid(1)),
    );
    lab.check('future-refused', fate(ahead.answers[0]), 'refused with 401');

    const bare = await lab.step('unsigned', 'A request that nobody signed', () =>
      forge({ 'content-type': 'application/json' }, orderPaid(3)),
    );
    lab.check('unsigned-refused', fate(bare.answers[0]), 'refused with 401');
    lab.check('no-effect', parcelsFor(db, 1, 3), `${oneParcelFor(1)} · 0 parcels for order 3`);
  },
});
