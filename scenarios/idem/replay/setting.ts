import type { Lab } from 'apilab';
import { openShop } from 'apilab/parts/shop/shop';
import { books } from '../parts/checks.ts';
import { type KeyStore, keyStore } from '../parts/key-store.ts';
import type { Once } from '../parts/once.ts';
import { type NameOrder, orderClient } from '../parts/order-client.ts';
import { ordersApi } from '../parts/orders-api.ts';
import { paymentProvider } from '../parts/payments.ts';

const PAYMENT_MS = 600;

/** How an order is kept from being placed twice: what the client sends, and what the API makes of it. */
export interface Way {
  readonly nameOrder: NameOrder;
  readonly once: (keys: KeyStore) => Once;
}

/** What of the lab the setting needs. */
type Stage = Pick<Lab, 'use' | 'serve' | 'client' | 'clock' | 'random' | 'ids'>;

/** An API with its shop and payment provider, and two customers. */
export async function shopAndCustomers(lab: Stage, { nameOrder, once }: Way) {
  const db = await lab.use(openShop());
  const payments = paymentProvider({ clock: lab.clock, takesMs: PAYMENT_MS });
  const tokens = new Map([
    ['ada', 1],
    ['grace', 2],
  ]);
  const api = await lab.serve('api', ordersApi({ db, payments, tokens, once: once(keyStore(db)) }));
  const customer = (token: 'ada' | 'grace') =>
    orderClient({
      url: api.url,
      token,
      fetch: lab.client(),
      clock: lab.clock,
      random: lab.random,
      newKey: lab.ids.uuid,
      nameOrder,
    });
  const send = lab.client();
  return {
    api,
    ada: customer('ada'),
    grace: customer('grace'),
    /** Sends an order by hand, as Ada, with these fields and no others. */
    sendByHand: (order: object, fields: Readonly<Record<string, string>>) =>
      send(`${api.url}/orders`, {
        method: 'POST',
        headers: { authorization: 'Bearer ada', 'content-type': 'application/json', ...fields },
        body: JSON.stringify(order),
      }),
    books: () => books(db, payments),
    chargedTo: (who: number) => payments.charges.filter(({ customer: id }) => id === who).length,
  };
}
