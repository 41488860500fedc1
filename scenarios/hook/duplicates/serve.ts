import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { openShop } from 'apilab/parts/shop/shop';
import { Hono } from 'hono';
import { inboxIn } from '../parts/inbox.ts';
import { inboxWorker } from '../parts/inbox-worker.ts';
import { packing } from '../parts/packing.ts';
import { keyOf } from '../parts/signature.ts';
import { webhookReceiver } from '../parts/webhook-receiver.ts';
import { deliveringPage, deliverScript } from './deliver-script.ts';
import type { DuplicatesPorts } from './setting.ts';

/** For trying only: a secret that everybody knows keeps nothing. */
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const PACKING_MS = 3000;

/** A receiver that packs what was paid, with what it does in its own way. */
export function receiverOf(
  { clock, use, statements }: LiveLab,
  ports: DuplicatesPorts = {},
): ServerRecipe {
  const db = use(openShop());
  const handlers = packing({ db, clock, takesMs: PACKING_MS });
  const inbox = inboxIn(db, clock.date());
  const take =
    ports.take?.(db, handlers) ??
    inboxWorker({ inbox: ports.inbox?.(db, inbox) ?? inbox, clock, handlers });
  db.watch(statements('receiver', 'db'));
  const app = new Hono();
  app.get('/deliver.sh', (c) => c.text(deliverScript(new URL(c.req.url).origin, SECRET)));
  return app.route('/', webhookReceiver({ clock, keys: [keyOf(SECRET)], take }));
}

/** A receiver of webhooks, for senders that sign. */
export default defineServer({
  title: 'A receiver of webhooks',
  about: 'POST /hooks takes signed deliveries, answers at once and works afterwards, once an id.',
  standard: 'standard-webhooks §Verifying signatures',
  focus: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  party: 'receiver',

  start: (lab) => receiverOf(lab),

  tryIt: ({ url }) => [
    {
      about: 'a script that signs an event and delivers it',
      command: `curl -s ${url}/deliver.sh`,
    },
    {
      about: 'deliver one; the same id again is taken and not acted on',
      command: `curl -s ${url}/deliver.sh | sh -s msg_1`,
    },
    {
      about: 'one that was signed an hour ago',
      command: `curl -s ${url}/deliver.sh | sh -s msg_2 -3600`,
    },
    {
      about: 'an unsigned one',
      command: `curl -i ${url}/hooks --json '{"type":"order.paid","data":{"orderId":1}}'`,
    },
    { about: 'the secret, for a sender of your own', command: SECRET },
  ],

  page: {
    actions: [
      { label: 'Deliver an event', script: deliveringPage('now', SECRET) },
      {
        label: 'Deliver one that was signed an hour ago',
        script: deliveringPage('now - 3600', SECRET),
      },
    ],
  },
});
