import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { openDatabase } from 'apilab/parts/shop/database';
import { snapshotExports } from '../parts/exports.ts';
import { orderBook } from '../parts/order-book.ts';
import { ordersApi } from '../parts/orders-api.ts';
import { keysetPaging } from '../parts/paging.ts';

const ORDERS = 20;

/** A list of orders, with a way to give out pages. */
export function ordersOf(
  { use, statements }: LiveLab,
  paging: typeof keysetPaging = keysetPaging,
): ServerRecipe {
  const db = use(openDatabase());
  const book = orderBook(db);
  const api = { book, paging: paging(db), exports: snapshotExports(db) };
  for (let n = 1; n <= ORDERS; n++) book.place({ item: 'Cable', cents: 900 + n });
  db.watch(statements('api', 'db'));
  return ordersApi(api);
}

/** A list of orders to be paged through, and to be written to meanwhile. */
export default defineServer({
  title: 'A list of orders, page by page',
  about:
    'GET /orders gives pages that begin after the last order seen; POST /exports copies the list.',

  start: (lab) => ordersOf(lab),

  tryIt: ({ url }) => [
    {
      about: 'the first page, and where the next one begins',
      command: `curl '${url}/orders?limit=5'`,
    },
    { about: 'the page after order 16', command: `curl '${url}/orders?limit=5&after=16'` },
    {
      about: 'order something in between',
      command: `curl -i ${url}/orders --json '{"item":"Monitor","cents":24900}'`,
    },
    { about: 'cancel order 19', command: `curl -i -X DELETE ${url}/orders/19` },
    { about: 'ask for a page by its number', command: `curl -i '${url}/orders?page=3'` },
    { about: 'begin an export, a copy of the list', command: `curl -i -X POST ${url}/exports` },
    {
      about: 'read the export, whatever was written since',
      command: `curl '${url}/exports/1?limit=5'`,
    },
  ],

  page: {
    actions: [
      {
        label: 'First page',
        script: `
          const { text } = await send('GET', '/orders?limit=5');
          window.next = JSON.parse(text).next;`,
      },
      {
        label: 'Next page',
        script: `
          if (!window.next) return log('There is no next page: read the first one.');
          const { text } = await send('GET', window.next);
          window.next = JSON.parse(text).next;`,
      },
      {
        label: 'Somebody orders',
        script: `
          await send('POST', '/orders', {
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ item: 'Monitor', cents: 24900 }),
          });`,
      },
      {
        label: 'Export the first page of a copy',
        script: `
          const { response } = await send('POST', '/exports');
          await send('GET', response.headers.get('Location') + '?limit=5');`,
      },
    ],
  },
});
