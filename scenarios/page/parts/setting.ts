import type { Lab } from 'apilab';
import { type Database, openDatabase } from 'apilab/parts/shop/database';
import type { Exports } from './exports.ts';
import { type Order, orderBook } from './order-book.ts';
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
type Stage = Pick<Lab, 'use' | 'serve' | 'client' | 'party' | 'note' | 'database'>;

/** An API with twenty orders, somebody who reads them five at a time, and somebody who writes. */
export async function readerAndWriter(lab: Stage, way: Way) {
  const db = await lab.use(openDatabase());
  const book = orderBook(db);
  const api = { book, paging: way.paging(db), exports: way.exports(db) };
  for (let n = 0; n < ORDERS; n++) book.place(sample(n));
  const { url } = await lab.serve('api', ordersApi(api));
  const send = lab.client();
  const lane = lab.database('db', db);
  const writer = lab.party('writer');
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
    /** Somebody else orders something. */
    place: () =>
      writer.fetch('http://api/orders', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(sample(placed++)),
      }),
    /** Somebody else cancels an order. */
    cancel: (id: number) => writer.fetch(`http://api/orders/${id}`, { method: 'DELETE' }),
    /**
     * What others do while somebody reads, through an API of their own: behind the first page an order
     * is placed and another one gets a new price, behind the second one is cancelled.
     */
    meanwhile({ repriced, cancelled }: { readonly repriced: number; readonly cancelled: number }) {
      lab.note(
        `Behind the first page somebody orders, and order ${repriced} gets another price; behind the second, order ${cancelled} is cancelled.`,
      );
      return [
        () => {
          book.place(sample(placed++));
          book.reprice(repriced, 4900);
        },
        () => book.cancel(cancelled),
      ];
    },
    /** The orders that there are now. */
    there: () =>
      db
        .inspect('SELECT id, cents FROM orders')
        .map(({ id, cents }) => ({ id: Number(id), cents: Number(cents) })),
    /** What stands on the first page now. */
    firstPage: () =>
      db
        .inspect('SELECT id FROM orders ORDER BY id DESC LIMIT ?', [LIMIT])
        .map(({ id }) => ({ id: Number(id) })),
  };
}

/** Reads page after page to the end; behind each of the first ones something is written. */
export async function readAll(
  pages: AsyncIterable<readonly Order[]>,
  writes: readonly (() => unknown)[],
): Promise<readonly Order[]> {
  const all: Order[] = [];
  let turn = 0;
  for await (const orders of pages) {
    all.push(...orders);
    writes[turn++]?.();
  }
  return all;
}

function sample(n: number) {
  const [item, cents] = ITEMS[n % ITEMS.length] ?? ITEMS[0];
  return { item, cents };
}
