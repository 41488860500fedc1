import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { openShop } from 'apilab/parts/shop/shop';
import { type KeyStore, keyStore } from '../parts/key-store.ts';
import { type Once, oncePerKey } from '../parts/once.ts';
import { ordersApi } from '../parts/orders-api.ts';
import { paymentProvider } from '../parts/payments.ts';

/** Long enough to send the same order again meanwhile, by hand. */
const PAYMENT_MS = 2000;

/** A shop that takes orders, with what keeps one from being placed twice. */
export function shopOf(
  { clock, use, statements }: LiveLab,
  onceBy: (keys: KeyStore) => Once = oncePerKey,
): ServerRecipe {
  const db = use(openShop());
  const keys = keyStore(db);
  db.watch(statements('api', 'db'));
  const payments = paymentProvider({ clock, takesMs: PAYMENT_MS });
  return ordersApi({ db, payments, tokens: new Map([['ada', 1]]), once: onceBy(keys) });
}

/** Orders, each placed once for its key. */
export default defineServer({
  title: 'Orders with idempotency keys',
  about: 'POST /orders places an order once for each Idempotency-Key; a payment takes 2 s.',
  standard: 'idempotency-key §2',
  focus: ['idempotency-key', 'idempotent-replayed', 'retry-after', 'link'],

  start: (lab) => shopOf(lab),

  tryIt: ({ url }) => {
    const order = (key: string, quantity: number) =>
      `curl -i ${url}/orders -H 'Authorization: Bearer ada' -H 'Idempotency-Key: "${key}"' ` +
      `--json '{"productId":4,"quantity":${quantity}}'`;
    return [
      { about: 'place an order; say it again for a replay', command: order('one', 1) },
      { about: 'the same key for another order', command: order('one', 2) },
      {
        about: 'no key',
        command: `curl -i ${url}/orders -H 'Authorization: Bearer ada' --json '{"productId":4,"quantity":1}'`,
      },
    ];
  },

  page: {
    actions: [
      { label: 'Place an order', script: placing('crypto.randomUUID()', 1) },
      {
        label: 'Place one twice at once',
        script: `
          const key = crypto.randomUUID();
          await Promise.all([1, 2].map(async () => {${placing('key', 1)}}));`,
      },
      {
        label: 'Use one key for two orders',
        script: `
          const key = crypto.randomUUID();
          ${placing('key', 1)}
          ${placing('key', 2)}`,
      },
    ],
  },
});

/** A script that places an order; `key` is an expression. */
function placing(key: string, quantity: number): string {
  return `
    await send('POST', '/orders', {
      headers: {
        'Content-Type': 'application/json',
        Authorization: 'Bearer ada',
        'Idempotency-Key': '"' + ${key} + '"',
      },
      body: JSON.stringify({ productId: 4, quantity: ${quantity} }),
    });`;
}
