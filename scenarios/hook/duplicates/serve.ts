import { defineServer, type LiveLab, type ServerRecipe, type Signer } from 'apilab';
import { openShop } from 'apilab/parts/shop/shop';
import { Hono } from 'hono';
import { inboxIn } from '../parts/inbox.ts';
import { inboxWorker } from '../parts/inbox-worker.ts';
import { packing } from '../parts/packing.ts';
import { keyOf, standardSignature } from '../parts/signature.ts';
import { webhookReceiver } from '../parts/webhook-receiver.ts';
import { deliveringPage, deliverScript } from './deliver-script.ts';
import type { DuplicatesPorts } from './ports.ts';

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

/** How a sender signs, for `apilab sign`. */
const sign: Signer = {
  path: '/hooks',
  secret: SECRET,
  body: '{"type":"order.paid","data":{"orderId":1}}',
  fields({ id, at, body, secret }) {
    if (!/^[^.\s]+$/.test(id)) throw new BadId('an id is one word without a dot');
    const timestamp = Math.floor(at.getTime() / 1000);
    return {
      'webhook-id': id,
      'webhook-timestamp': `${timestamp}`,
      'webhook-signature': standardSignature.sign({ id, timestamp, body }, [keyOf(secret)]),
    };
  },
};

/** An id that a signature cannot cover without doubt. */
class BadId extends Error {
  override readonly name = 'BadId';
  readonly code = 'bad-id';
}

/** A receiver of webhooks, for senders that sign. */
export default defineServer({
  title: 'A receiver of webhooks',
  about: 'POST /hooks takes signed deliveries, answers at once and works afterwards, once an id.',
  standard: 'standard-webhooks §Verifying signatures',
  focus: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  party: 'receiver',

  start: (lab) => receiverOf(lab),

  sign,

  tryIt: ({ url }) => [
    {
      about: 'a signed event as a command for curl',
      command: `apilab sign hook --url ${url}`,
    },
    {
      about: 'deliver one; the same id again is taken and not acted on',
      command: `apilab sign hook --id msg_1 --url ${url} | sh`,
    },
    {
      about: 'one that was signed an hour ago',
      command: `apilab sign hook --at -1h --url ${url} | sh`,
    },
    {
      about: 'a script that signs with openssl, to be read',
      command: `curl -s ${url}/deliver.sh`,
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
