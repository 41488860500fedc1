import { defineServer } from 'apilab';
import { openShop } from 'apilab/parts/shop/shop';
import { packing } from './shipments.ts';
import { standardSignature } from './signature.ts';
import { webhookReceiver } from './webhook-receiver.ts';

/** For trying only: a secret that everybody knows keeps nothing. */
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const PACKING_MS = 3000;

/** A receiver of webhooks, for senders that sign. */
export default defineServer({
  title: 'A receiver of webhooks',
  about: 'POST /hooks takes signed deliveries, answers at once and works afterwards, once an id.',
  standard: 'Standard Webhooks 1.0.0',
  focus: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  party: 'receiver',

  start({ clock, use, statements }) {
    const db = use(openShop());
    db.watch(statements('receiver', 'db'));
    const ship = packing({ clock, takesMs: PACKING_MS });
    return webhookReceiver({ db, clock, signature: standardSignature, secrets: [SECRET], ship });
  },

  tryIt: ({ url }) => [
    {
      about: 'a signed delivery; the same id again is taken and not acted on',
      command: signed(url),
    },
    {
      about: 'an unsigned one',
      command: `curl -i ${url}/hooks --json '{"type":"order.paid","data":{"orderId":1}}'`,
    },
    { about: 'the secret, for a sender of your own', command: SECRET },
  ],

  page: {
    actions: [
      { label: 'Deliver an event', script: delivering('now') },
      { label: 'Deliver one that was signed an hour ago', script: delivering('now - 3600') },
    ],
  },
});

/** A shell line that signs with openssl and sends with curl. */
function signed(url: string): string {
  const key = Buffer.from(SECRET.slice('whsec_'.length), 'base64').toString('hex');
  return [
    `body='{"type":"order.paid","data":{"orderId":1}}'; id=msg_1; now=$(date +%s)`,
    `mac=$(printf '%s' "$id.$now.$body" | openssl dgst -sha256 -mac HMAC -macopt hexkey:${key} -binary | base64)`,
    `curl -i ${url}/hooks -H "webhook-id: $id" -H "webhook-timestamp: $now" -H "webhook-signature: v1,$mac" --json "$body"`,
  ].join('; ');
}

/** A script that signs and delivers; `timestamp` is an expression of `now`. */
function delivering(timestamp: string): string {
  return `
    const now = Math.floor(Date.now() / 1000);
    const id = 'msg_' + Math.random().toString(36).slice(2);
    const timestamp = ${timestamp};
    const body = JSON.stringify({ type: 'order.paid', data: { orderId: 1 } });
    const secret = Uint8Array.from(atob('${SECRET.slice('whsec_'.length)}'), (c) => c.charCodeAt(0));
    const hmac = { name: 'HMAC', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('raw', secret, hmac, false, ['sign']);
    const content = new TextEncoder().encode(id + '.' + timestamp + '.' + body);
    const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, content));
    await send('POST', '/hooks', {
      headers: {
        'Content-Type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': 'v1,' + btoa(String.fromCharCode(...mac)),
      },
      body,
    });`;
}
