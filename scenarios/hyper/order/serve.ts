import { defineServer, type FetchHandler, type LiveLab } from 'apilab';
import { openDatabase } from 'apilab/parts/shop/database';
import { ORDERS_SCHEMA, type Orders, openOrders } from './orders.ts';
import { LAYOUT, type Layout, ordersApi } from './orders-api.ts';

/** Orders, of which the first is pending and the second paid. */
export function servedOrders(
  { use, statements }: LiveLab,
  api: (orders: Orders, layout: Layout) => FetchHandler = ordersApi,
): FetchHandler {
  const db = use(openDatabase());
  db.create(ORDERS_SCHEMA);
  const orders = openOrders(db);
  orders.create('Keyboard');
  orders.take('pay', orders.create('Cable').id);
  db.watch(statements('api', 'db'));
  return api(orders, LAYOUT);
}

/** Orders that say what can be done with them. */
export default defineServer({
  title: 'Orders that say what comes next',
  about: 'Begin at /, and go on by the links and actions of each answer.',
  standard: 'siren §Actions',
  focus: ['content-type', 'location', 'allow'],

  start: (lab) => servedOrders(lab),

  tryIt: ({ url }) => [
    { about: 'the one address to know', command: `curl -i ${url}/` },
    { about: 'a pending order, and what can be done with it', command: `curl -i ${url}/orders/1` },
    { about: 'a paid one', command: `curl -i ${url}/orders/2` },
    {
      about: 'pay the first, as its action says',
      command: `curl -i ${url}/orders/1/payment --json '{"card":"visa-4242"}'`,
    },
    {
      about: 'cancel it, which is no longer offered',
      command: `curl -i -X DELETE ${url}/orders/1`,
    },
  ],
});
