import { correct, defineScenario, must, naive, should } from 'apilab';
import { fate, oneParcelFor, parcelsFor, whatIsSigned } from '../parts/checks.ts';
import { standardSignature } from '../parts/signature.ts';
import { orderPaid, SECRET, signingParties } from '../parts/signing-parties.ts';
import { anyLength } from './naive/any-length.ts';
import { parsedBody } from './naive/parsed-body.ts';

/** A receiver that anybody can call acts on what its sender has signed, byte for byte. */
export default defineScenario({
  title: 'Verify a webhook: the bytes that its sender signed',
  claim: 'What is genuine must be taken, and what was changed or never signed must have no effect.',
  standard: 'standard-webhooks §Signature scheme',
  covers: ['hook-signature-hmac'],
  focus: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  variants: {
    standard: correct('Id, time and body are signed; the bytes are checked as they came.'),
    'parsed-body': naive('The receiver checks the JSON that it has parsed, written again.', [
      'genuine-taken',
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
    'unsigned-refused': must('refuse what is not signed, with no error of its own', 'lab'),
    'no-effect': must('do nothing for what is refused', 'lab'),
  },

  async play(lab) {
    const signature = {
      standard: standardSignature,
      'parsed-body': parsedBody,
      'any-length': anyLength,
    }[lab.variant];
    const { db, deliver, forge, signed } = await signingParties(lab, signature);

    const overheard = signed('msg_order_1', orderPaid(1));
    const genuine = await lab.step('deliver', 'Order 1 is paid: the shop is told', () =>
      deliver(overheard, orderPaid(1)),
    );
    lab.check('signed-whole', whatIsSigned(genuine.requests[0], SECRET), 'id, time and body');

    const other = await lab.step('other-writer', 'Order 2, from a sender that writes 2.0', () => {
      const body = '{"type":"order.paid","data":{"orderId":2.0}}';
      lab.note('On the wire there are two bytes more than JSON.stringify would write.');
      return deliver(signed('msg_order_2', body), body);
    });
    lab.check('genuine-taken', fate(other.answers[0]), 'taken with 202');

    const changed = await lab.step('change', 'Mallory changes one bit: order 1 becomes 3', () => {
      lab.note('She has seen the first delivery, and does not know the secret.');
      return forge(overheard, orderPaid(3));
    });
    lab.check('change-refused', fate(changed.answers[0]), 'refused with 401');

    const bare = await lab.step('unsigned', 'A request that nobody signed', () =>
      forge({ 'content-type': 'application/json' }, orderPaid(3)),
    );
    lab.check('unsigned-refused', fate(bare.answers[0]), 'refused with 401');
    lab.check('no-effect', parcelsFor(db, 1, 3), `${oneParcelFor(1)} · 0 parcels for order 3`);
  },
});
