import { join } from 'node:path';
import type { Lab } from 'apilab';
import { type Life, startProcess } from 'apilab/parts/process/process';
import { openShop } from 'apilab/parts/shop/shop';
import { deliveryQueue } from '../parts/delivery-queue.ts';
import { inboxIn } from '../parts/inbox.ts';
import { inboxWorker } from '../parts/inbox-worker.ts';
import { withOutages } from '../parts/outages.ts';
import { packing } from '../parts/packing.ts';
import { openQueueFile } from '../parts/queue-file.ts';
import { keyOf, standardSignature } from '../parts/signature.ts';
import { webhookReceiver } from '../parts/webhook-receiver.ts';
import { deliveryFields, webhookSender } from '../parts/webhook-sender.ts';
import type { DuplicatesPorts } from './ports.ts';

/** Between 24 and 64 bytes that only sender and receiver know. If you copy this, make your own. */
const KEYS = [keyOf('whsec_YXBpbGFiLCBhIGxhYm9yYXRvcnkgZm9yIEFQSXMuLi4=')];
const HOOKS = 'http://shop/hooks';
const orderPaid = (orderId: number) => ({ type: 'order.paid', data: { orderId } });

/** A shop and a sender, each a process that can be killed and started again. */
export async function shopAndSender(lab: Lab, ports: DuplicatesPorts) {
  const worldOf = (party: string) => ({ clock: lab.clock, connections: lab.connections(party) });
  const db = await lab.use(openShop());
  const file = join(await lab.temporaryFolder(), 'queue.db');

  /** The shop's process; its database is another, which lives on. */
  function shopProcess({ clock }: Life) {
    const handlers = packing({ db, clock, takesMs: 60_000 });
    const inbox = inboxIn(db, clock.date());
    const take =
      ports.take?.(db, handlers) ??
      inboxWorker({ inbox: ports.inbox?.(db, inbox) ?? inbox, clock, handlers });
    return webhookReceiver({ clock, keys: KEYS, take });
  }

  /** The sender's process: it knows what is in its queue, and nothing else. */
  function senderProcess({ clock, fetch, own }: Life) {
    const stored = own((ports.openQueue ?? openQueueFile)(file));
    return webhookSender({
      queue: deliveryQueue(stored),
      fetch,
      clock,
      random: lab.random.fork(`sender at ${clock.now()}`),
      newId: lab.ids.uuid,
      keysOf: () => KEYS,
      onDisabled: () => {},
    });
  }

  let shop = startProcess(worldOf('shop'), shopProcess);
  let sender = startProcess(worldOf('sender'), senderProcess);
  await lab.use({ close: () => sender.kill() });
  const receiver = withOutages({ fetch: (request) => shop.program.fetch(request) });
  const { tap } = await lab.serve('shop', receiver, { client: 'sender' });

  return {
    db,
    /** The shop's endpoint, to be put out of order. */
    receiver,
    /** The wire between the two. */
    tap,
    /** How many parcels have left so far. */
    parcels: () => db.inspect('SELECT id FROM shipments').length,
    /** An order is paid. Gives the id of the event. */
    paid: (orderId: number): string => sender.program.send(HOOKS, orderPaid(orderId)),
    killShop: () => shop.kill(),
    startShop: () => (shop = startProcess(worldOf('shop'), shopProcess)),
    killSender: () => sender.kill(),
    startSender: () => (sender = startProcess(worldOf('sender'), senderProcess)),
    /** Delivers an event past the queue, signed now: a copy that the sender could have sent. */
    async deliver(id: string, orderId: number): Promise<void> {
      const timestamp = Math.floor(lab.clock.date().getTime() / 1000);
      const body = new TextEncoder().encode(JSON.stringify(orderPaid(orderId)));
      const content = { id, timestamp, body };
      const headers = deliveryFields(content, standardSignature.sign(content, KEYS));
      await lab.party('sender').fetch(HOOKS, { method: 'POST', headers, body });
    },
  };
}
