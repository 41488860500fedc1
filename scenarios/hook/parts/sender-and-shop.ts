import type { Lab } from 'apilab';
import { type Database, openDatabase } from 'apilab/parts/shop/database';
import { openShop } from 'apilab/parts/shop/shop';
import { type DeliveryQueue, deliveryQueue } from './delivery-queue.ts';
import type { Handlers } from './events.ts';
import { inboxIn } from './inbox.ts';
import { inboxWorker } from './inbox-worker.ts';
import { withOutages } from './outages.ts';
import { packing } from './packing.ts';
import { type WaitAfter, waitBySchedule } from './retry-schedule.ts';
import { keyOf } from './signature.ts';
import { type Take, webhookReceiver } from './webhook-receiver.ts';
import { webhookSender } from './webhook-sender.ts';

/** Between 24 and 64 bytes that only sender and receiver know. If you copy this, make your own. */
const KEYS = [keyOf('whsec_YXBpbGFiLCBhIGxhYm9yYXRvcnkgZm9yIEFQSXMuLi4=')];
/** Where the shop is called. */
export const HOOKS = 'http://shop/hooks';

/** What a variant does in its own way. */
export interface SenderAndShopPorts {
  /** How the shop takes a delivery. */
  readonly take?: (db: Database, handlers: Handlers) => Take;
  readonly waitAfter?: WaitAfter;
  /** What the sender does with its queue. */
  readonly queue?: (queue: DeliveryQueue) => DeliveryQueue;
  /** What the sender does with the HTTP client that it is given. */
  readonly through?: (client: typeof fetch) => typeof fetch;
}

/** A shop that packs each order that is paid for a minute, and a sender that tells it of payments. */
export async function senderAndShop(lab: Lab, ports: SenderAndShopPorts) {
  const { clock } = lab;
  const db = await lab.use(openShop());
  const handlers = packing({ db, clock, takesMs: 60_000 });
  const inbox = inboxIn(db, clock.date());
  const take = ports.take?.(db, handlers) ?? inboxWorker({ inbox, clock, handlers });
  const receiver = withOutages(webhookReceiver({ clock, keys: KEYS, take }));
  await lab.serve('shop', receiver, { client: 'sender' });

  const { fetch } = lab.party('sender');
  const queue = deliveryQueue(await lab.use(openDatabase()));
  const told: string[] = [];
  const sender = webhookSender({
    queue: ports.queue?.(queue) ?? queue,
    fetch: ports.through?.(fetch) ?? fetch,
    clock,
    random: lab.random.fork('sender'),
    newId: lab.ids.uuid,
    keysOf: () => KEYS,
    onDisabled: (_, reason) => told.push(reason),
    waitAfter: ports.waitAfter ?? waitBySchedule,
  });

  return {
    db,
    /** The shop's endpoint, to be put out of order. */
    receiver,
    sender,
    /** What the owner of the endpoint was told. */
    told,
    /** An order is paid, and all that follows has happened. Resolves with the id of the event. */
    async paid(orderId: number): Promise<string> {
      const id = sender.send(HOOKS, { type: 'order.paid', data: { orderId } });
      await lab.untilQuiet();
      return id;
    },
  };
}
