import type { Lab } from 'apilab';
import type { Database } from 'apilab/parts/shop/database';
import { openShop } from 'apilab/parts/shop/shop';
import { books } from '../parts/checks.ts';
import type { KeyStore } from '../parts/key-store.ts';
import { oncePerKey } from '../parts/once.ts';
import { orderClient } from '../parts/order-client.ts';
import { ordersApi } from '../parts/orders-api.ts';
import { paymentProvider } from '../parts/payments.ts';

/** How long a payment takes: long enough for a second request to arrive meanwhile. */
const PAYMENT_MS = 600;

/** What of the lab the setting needs. */
type Stage = Pick<Lab, 'use' | 'serve' | 'client' | 'database' | 'clock' | 'random' | 'ids'>;

/** Three instances of an API that share one database and one payment provider. */
export async function threeInstances(lab: Stage, storeOf: (db: Database) => KeyStore) {
  const db = await lab.use(openShop());
  const payments = paymentProvider({ clock: lab.clock, takesMs: PAYMENT_MS });
  const tokens = new Map([['ada', 1]]);
  const instance = (name: string) =>
    lab.serve(name, ordersApi({ db, payments, tokens, once: oncePerKey(storeOf(db)) }));
  const first = await instance('api');
  const instances = [first, await instance('api-2'), await instance('api-3')];
  return {
    lane: lab.database('db', db),
    payments,
    books: () => books(db, payments),
    /** A client of Ada's; the instances take turns. */
    client: (turn = 0) =>
      orderClient({
        url: (instances[turn % instances.length] ?? first).url,
        token: 'ada',
        fetch: lab.client(),
        clock: lab.clock,
        random: lab.random,
        newKey: lab.ids.uuid,
      }),
  };
}
