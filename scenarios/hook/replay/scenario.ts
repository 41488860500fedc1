import { correct, defineScenario, must, naive, should } from 'apilab';
import { fate, oneParcelFor, parcelsFor } from '../parts/checks.ts';
import { standardSignature } from '../parts/signature.ts';
import { orderPaid, signingParties } from '../parts/signing-parties.ts';
import { bodyOnly } from './naive/body-only.ts';
import { pastOnly } from './naive/past-only.ts';

const MINUTE_MS = 60_000;

/** A delivery that was overheard is genuine for some minutes, and in that time its id is known. */
export default defineScenario({
  title: 'Refuse a webhook that is sent again by somebody else',
  claim: 'A delivery that was overheard must have no effect, whatever is written beside it.',
  standard: 'standard-webhooks §Verifying signatures',
  covers: ['hook-replay-attack-timestamp'],
  focus: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  variants: {
    standard: correct('Id, time and body are signed, and the time must be near, either way.'),
    'body-only': naive('The signature is over the body alone.', [
      'replay-refused',
      'new-time-refused',
      'future-refused',
      'packed-once',
    ]),
    'past-only': naive('The receiver refuses what is old, not what is dated ahead.', [
      'future-refused',
      'packed-once',
    ]),
  },
  checks: {
    'replay-refused': should(
      'refuse a time that is too long ago',
      'standard-webhooks §Verifying signatures',
    ),
    'new-time-refused': must('refuse an id and a time that were not signed', 'lab'),
    'future-refused': should(
      'refuse a time that is too far ahead',
      'standard-webhooks §Verifying signatures',
    ),
    'packed-once': must('act on the delivery once', 'lab'),
  },

  async play(lab) {
    const { clock } = lab;
    const signature = {
      standard: standardSignature,
      'body-only': bodyOnly,
      'past-only': pastOnly,
    }[lab.variant];
    const { db, deliver, forge, signed } = await signingParties(lab, signature);

    const overheard = signed('msg_order_1', orderPaid(1));
    await lab.step('deliver', 'Order 1 is paid: the shop is told', () => {
      lab.note('Mallory listens. She does not know the secret.');
      return deliver(overheard, orderPaid(1));
    });

    const replayed = await lab.step(
      'replay',
      'Mallory sends it again, six minutes later',
      async () => {
        await clock.sleep(6 * MINUTE_MS);
        await forge(overheard, orderPaid(1));
      },
    );
    lab.check('replay-refused', fate(replayed.answers[0]), 'refused with 401');

    const renewed = await lab.step('new-time', 'She writes a new id and time beside it', () => {
      const time = String(Math.floor(clock.date().getTime() / 1000));
      const fields = { ...overheard, 'webhook-id': 'msg_new', 'webhook-timestamp': time };
      return forge(fields, orderPaid(1));
    });
    lab.check('new-time-refused', fate(renewed.answers[0]), 'refused with 401');

    const ahead = await lab.step('future', 'Signed well, by a clock six minutes fast', () =>
      deliver(signed('msg_fast', orderPaid(1), 6 * MINUTE_MS), orderPaid(1)),
    );
    lab.check('future-refused', fate(ahead.answers[0]), 'refused with 401');
    lab.check('packed-once', parcelsFor(db, 1), oneParcelFor(1));
  },
});
