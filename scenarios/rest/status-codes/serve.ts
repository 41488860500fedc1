import { defineServer, type FetchHandler, type LiveLab, type ServerRecipe } from 'apilab';
import type { OrderStore } from './order-store.ts';
import { brokenStock, someOrders, TOKENS } from './orders.ts';
import { ordersApi } from './orders-api.ts';
import type { Payment } from './payments.ts';

/** How long the catalogue is away after the start, in milliseconds. */
const REBUILT_MS = 30_000;

/** The first order's payment fails, and no other one is answered in time. */
const badPayments = async (order: string): Promise<Payment> =>
  order === '1' ? 'bad-answer' : 'no-answer';

/** Orders of two customers, on a day on which much goes wrong. */
export function servedOrders(
  { clock }: LiveLab,
  way: (api: FetchHandler, orders: OrderStore) => FetchHandler = (api) => api,
): ServerRecipe {
  const orders = someOrders();
  const catalogueFrom = clock.now() + REBUILT_MS;
  const api = ordersApi({
    ...{ orders, clock, pay: badPayments, stock: brokenStock, tokens: TOKENS },
    catalogueFrom: () => catalogueFrom,
  });
  return way(api, orders);
}

/** An API in which each case has its status. */
export default defineServer({
  title: 'Orders, and a status for each case',
  about: 'Tokens: owner and clerk of one customer, stranger of another. Orders 1 to 4.',
  standard: 'rfc9110 §15',
  focus: ['www-authenticate', 'allow', 'retry-after'],

  start: (lab) => servedOrders(lab),

  tryIt: ({ url }) => {
    const as = (token: string) => `-H 'Authorization: Bearer ${token}'`;
    return [
      { about: 'nobody asks for an order', command: `curl -i ${url}/orders/1` },
      { about: 'its owner asks', command: `curl -i ${url}/orders/1 ${as('owner')}` },
      { about: 'somebody else asks', command: `curl -i ${url}/orders/1 ${as('stranger')}` },
      { about: 'a clerk deletes it', command: `curl -i -X DELETE ${url}/orders/1 ${as('clerk')}` },
      {
        about: 'its owner deletes what was shipped',
        command: `curl -i -X DELETE ${url}/orders/2 ${as('owner')}`,
      },
      { about: 'what was deleted', command: `curl -i ${url}/orders/3 ${as('owner')}` },
      {
        about: 'two invoices at once',
        command: `for n in 1 2; do curl -i -X POST ${url}/orders/1/invoice ${as('owner')}; done`,
      },
      { about: 'a catalogue that comes back after 30 s', command: `curl -i ${url}/catalogue` },
      { about: 'a program with a fault', command: `curl -i ${url}/stock/cable` },
    ];
  },
});
