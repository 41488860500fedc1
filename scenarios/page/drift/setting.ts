import type { Lab } from 'apilab';
import { type Database, openDatabase } from 'apilab/parts/shop/database';
import type { Exports } from './exports.ts';
import { orderBook } from './order-book.ts';
import { ordersApi } from './orders-api.ts';
import type { Paging } from './paging.ts';
import { pagesOf } from './reader.ts';

const ORDERS = 20;
const LIMIT = 5;

/** What is ordered again and again: names and prices in cents. */
const ITEMS = [
  ['Keyboard', 8900],
  ['Cable', 900],
  ['Monitor', 24_900],
  ['Trackball', 5900],
] as const;

/** How the list is cut into pages, and how it is exported. */
export interface Way {
  readonly paging: (db: Database) => Paging;
  readonly exports: (db: Database) => Exports;
}

/** What of the lab the setting needs. */
type Stage = Pick<Lab, 'use' | 'serve' | 'client' | 'party' | 'database'>;

/** An API with twenty orders, somebody who reads them five at a time, and somebody who writes. */
export async function readerAndWriter(lab: Stage, way: Way) {
  const db = await lab.use(openDatabase());
  const book = orderBook(db);
  const api = { book, paging: way.paging(db), exports: way.exports(db) };
  for (let n = 0; n < ORDERS; n++) book.place(sample(n));
  const { url } = await lab.serve('api', ordersApi(api));
  const lane = lab.database('db', db);
  const send = lab.client();
  const writer = lab.party('writer');
  const write = (method: string, path: string, content?: object) =>
    writer.fetch(`http://api${path}`, {
      method,
      ...(content && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(content),
      }),
    });
  let placed = ORDERS;
  return {
    lane,
    /** Reads the orders from the first page on. */
    walk: () => pagesOf(`${url}/orders?limit=${LIMIT}`, send),
    askFor: (query: string) => send(`${url}/orders?limit=${LIMIT}&${query}`),
    /** Begins an export, and reads it from its first page on. */
    async export() {
      const response = await send(`${url}/exports`, { method: 'POST' });
      return pagesOf(`${url}${response.headers.get('location')}?limit=${LIMIT}`, send);
    },
    place: () => write('POST', '/orders', sample(placed++)),
    reprice: (id: number, cents: number) => write('PATCH', `/orders/${id}`, { cents }),
    cancel: (id: number) => write('DELETE', `/orders/${id}`),
    /** The orders that there are now. */
    there: () =>
      db
        .inspect('SELECT id, cents FROM orders')
        .map(({ id, cents }) => ({ id: Number(id), cents: Number(cents) })),
  };
}

function sample(n: number) {
  const [item, cents] = ITEMS[n % ITEMS.length] ?? ITEMS[0];
  return { item, cents };
}
