import type { Clock, FetchHandler, Lab } from 'apilab';
import { openProxy } from 'apilab/parts/http/proxy';
import { sharedCache } from 'apilab/parts/http/shared-cache';
import type { OrderStore } from './order-store.ts';
import { brokenStock, someOrders, TOKENS } from './orders.ts';
import { ordersApi } from './orders-api.ts';
import { patientReader } from './patient.ts';
import { payments } from './payments.ts';

/** How long the API waits for the service for payments, in milliseconds. */
const PAYMENT_MS = 2000;

/** A service for payments with a bad day: it fails at the first order and is silent at all others. */
export const badPayments = (clock: Clock): FetchHandler => ({
  async fetch({ url, signal }) {
    if (url.endsWith('/1')) return new Response('<h1>Oops</h1>', { status: 500 });
    await clock.sleep(60_000, { signal }).catch(() => {});
    return new Response(null, { status: 204 });
  },
});

/** How the API of a variant is made of the one that is right. */
export type Way = (api: FetchHandler, orders: OrderStore) => FetchHandler;

type Stage = Pick<Lab, 'serve' | 'party' | 'use' | 'clock'>;

/** The API, the service behind it, and a cache before it for those who only read. */
export async function openOrders({ serve, party, use, clock }: Stage, way: Way) {
  const orders = someOrders();
  let catalogueFrom = 0;
  const pay = payments({
    fetch: party('api').fetch,
    url: 'http://psp/payments',
    clock,
    limitMs: PAYMENT_MS,
  });
  const api = ordersApi({
    ...{ orders, clock, pay, stock: brokenStock, tokens: TOKENS },
    catalogueFrom: () => catalogueFrom,
  });
  await serve('psp', badPayments(clock), { client: 'api' });
  await serve('api', way(api, orders));
  const { url: to } = await party('cache').route('api');
  const { forward } = await use(openProxy({ to, name: 'cache', host: 'shop.example' }));
  await serve('cache', sharedCache({ clock, name: 'cache', forward }), { client: 'ada' });

  return {
    client: party('client').fetch,
    /** Takes the catalogue away for so long. */
    rebuild(ms: number): void {
      catalogueFrom = clock.now() + ms;
    },
    /** Somebody who reads the catalogue through the cache, and what they are shown. */
    reader(name: string): () => Promise<string> {
      const read = patientReader({ fetch: party(name).fetch, clock });
      return async () => (await read('http://cache/catalogue')).text();
    },
  };
}
