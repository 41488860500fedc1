import { correct, defineScenario, fieldOf, must, naive, should } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import { attemptsOf, daysOf, hasArrived } from '../parts/checks.ts';
import { answer } from '../parts/outages.ts';
import { HOOKS, type SenderAndShopPorts, senderAndShop } from '../parts/sender-and-shop.ts';
import { threeTries } from './naive/three-tries.ts';
import { throwAway } from './naive/throw-away.ts';

/** A sender knows when to stop, tells somebody, and throws nothing away. */
export default defineScenario({
  title: 'Give up on a webhook, and keep what was not delivered',
  claim: 'A sender must stop calling who is gone, say so, and lose no event by that.',
  standard: 'standard-webhooks §Deliverability and reliability',
  covers: ['hook-dlq-and-disable'],
  focus: ['webhook-id', 'webhook-timestamp'],
  variants: {
    standard: correct('Ten attempts in three days, then the endpoint is disabled and told.'),
    'throw-away': naive('The sender throws an event away after its last attempt.', [
      'owner-told',
      'left-alone',
      'dead-letters-delivered',
      'gone-is-gone',
    ]),
    'three-tries': naive('The sender tries three times, a second apart.', ['tried-for-days']),
  },
  checks: {
    'tried-for-days': should(
      'go on for days before it gives up',
      'standard-webhooks §Deliverability and reliability',
    ),
    'owner-told': should(
      'tell the owner of the endpoint by another way',
      'standard-webhooks §Deliverability and reliability',
    ),
    'left-alone': should(
      'send nothing more to an endpoint that always fails',
      'standard-webhooks §Deliverability and reliability',
    ),
    'dead-letters-delivered': must('deliver what was kept, once it is sent again', 'lab'),
    'gone-is-gone': should(
      'disable an endpoint that answers 410',
      'standard-webhooks §Delivery success and failure',
    ),
  },

  async play(lab) {
    const ports: Readonly<Record<typeof lab.variant, SenderAndShopPorts>> = {
      standard: {},
      'throw-away': { queue: throwAway },
      'three-tries': { waitAfter: threeTries },
    };
    const { receiver, sender, told, paid } = await senderAndShop(lab, ports[lab.variant]);
    const attempts = (id: string) => counted(attemptsOf(lab.wire, id).length, 'attempt');

    const { result: first } = await lab.step('down', 'Order 1: the shop is down for days', () => {
      receiver.failWith(answer(500));
      return paid(1);
    });
    const days = daysOf(attemptsOf(lab.wire, first));
    lab.check('tried-for-days', `${attempts(first)} over ${days}`, '10 attempts over 3 days');
    const notices = told.length === 0 ? 'told nothing' : listed(...told.map((it) => `told: ${it}`));
    lab.check('owner-told', notices, 'told: every attempt failed');

    const { result: second } = await lab.step('disabled', 'Order 2 is paid meanwhile', () =>
      paid(2),
    );
    lab.check('left-alone', attempts(second), '0 attempts');

    await lab.step('redrive', 'It is back: enable it, send the dead letters', async () => {
      receiver.failWith(undefined);
      sender.redrive(HOOKS);
      await lab.untilQuiet();
    });
    const arrived = [first, second].filter((id) => hasArrived(lab.wire, id));
    lab.check('dead-letters-delivered', counted(arrived.length, 'arrival'), '2 arrivals');

    const gone = await lab.step('gone', 'It wants no more: order 3, then order 4', async () => {
      receiver.failNext(answer(410));
      await paid(3);
      await paid(4);
    });
    const sent = gone.requests.map((request) => fieldOf(request, 'webhook-id'));
    lab.check('gone-is-gone', counted(sent.length, 'attempt'), '1 attempt');
  },
});
