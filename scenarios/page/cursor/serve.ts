import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { openDatabase } from 'apilab/parts/shop/database';
import { signedCursors } from './cursors.ts';
import { createOrders, readOrders } from './order-list.ts';
import { ordersApi } from './orders-api.ts';
import type { Way } from './ports.ts';

const ORDERS = 60;

/** Sixty orders of Ada's and sixty of Grace's, page by page. */
export function ordersOf({ use, statements, ids }: LiveLab, way: Way = {}): ServerRecipe {
  const db = use(openDatabase());
  createOrders(db);
  for (const customer of [1, 2]) {
    for (let n = 0; n < ORDERS; n++) {
      db.run("INSERT INTO orders (customer, status, item) VALUES (?, 'paid', 'Cable')", [customer]);
    }
  }
  db.watch(statements('api', 'db'));
  return ordersApi({
    tokens: new Map([
      ['ada', 1],
      ['grace', 2],
    ]),
    orders: readOrders(db),
    cursors: signedCursors([ids.uuid()]),
    ...way,
  });
}

/** Orders whose pages are linked by signed cursors. */
export default defineServer({
  title: 'Orders with signed cursors',
  about: 'GET /orders gives pages, and names the next one in Link; Ada and Grace see their own.',
  standard: 'rfc8288 §3',
  focus: ['link'],

  start: (lab) => ordersOf(lab),

  tryIt: ({ url }) => {
    const get = (query: string) => `curl -i -H 'Authorization: Bearer ada' '${url}/orders${query}'`;
    return [
      { about: 'the first page; Link names the next one', command: get('?limit=5') },
      { about: 'a cursor that was made by hand', command: get('?limit=5&cursor=eyJhZnRlciI6OX0') },
      { about: 'a million orders', command: get('?limit=1000000') },
      { about: 'a limit that is none', command: get('?limit=-1') },
    ];
  },
});
