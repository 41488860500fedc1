import type { Lab } from 'apilab';
import { linkOf } from 'apilab/parts/http/link';
import { openDatabase } from 'apilab/parts/shop/database';
import { signedCursors } from './cursors.ts';
import { followNext } from './next-link.ts';
import { createOrders, readOrders } from './order-list.ts';
import { ordersApi } from './orders-api.ts';
import { clampLimit, oneMore } from './pages.ts';
import type { Way } from './ports.ts';

/** Whose orders: Ada's are read, Grace's are not to be. */
const CUSTOMERS = { ada: 1, grace: 2 };
const PAID = 10;
const ARCHIVED = 60;
const LIMIT = 5;

/** What of the lab the setting needs. */
type Stage = Pick<Lab, 'use' | 'serve' | 'client' | 'ids'>;

/** Orders of two customers, and Ada, who reads hers. */
export async function adasOrders(lab: Stage, way: Way) {
  const db = await lab.use(openDatabase());
  createOrders(db);
  const insert = (customer: number, status: string) =>
    db.run('INSERT INTO orders (customer, status, item) VALUES (?, ?, ?)', [
      customer,
      status,
      'Cable',
    ]);
  db.transaction(() => {
    for (let n = 0; n < ARCHIVED; n++) insert(CUSTOMERS.ada, 'archived');
    for (const customer of Object.values(CUSTOMERS)) {
      for (let n = 0; n < PAID; n++) insert(customer, 'paid');
    }
  });
  const api = ordersApi({
    tokens: new Map(Object.entries(CUSTOMERS)),
    orders: readOrders(db),
    cursors: way.cursors ?? signedCursors([lab.ids.uuid()]),
    cut: way.cut ?? oneMore,
    limits: way.limits ?? clampLimit,
    report: () => {},
  });
  const { url } = await lab.serve('api', api);
  const send = lab.client();
  const get = (address: string) => send(address, { headers: { authorization: 'Bearer ada' } });
  const first = `${url}/orders?status=paid&limit=${LIMIT}`;
  return {
    /** Reads the paid orders to the end. */
    async readAll() {
      const pages: (readonly unknown[])[] = [];
      for await (const page of followNext(first, get)) pages.push(page);
      return pages;
    },
    /** The cursor of the second page, as it is given out with the first. */
    async cursor() {
      const { headers } = await get(first);
      const next = linkOf('next', headers.get('link'), first) ?? first;
      return new URL(next).searchParams.get('cursor') ?? '';
    },
    ask: (query: Readonly<Record<string, string>>) =>
      get(`${url}/orders?${new URLSearchParams(query)}`),
  };
}

/** What a cursor says of itself, in its first part. */
export const readable = (cursor: string): string =>
  Buffer.from(cursor.split('.')[0] ?? '', 'base64url').toString();

/** The cursor of somebody who wants the orders of customer 2: its first part edited, the rest as it was. */
export function edited(cursor: string): string {
  const [place = '', ...rest] = cursor.split('.');
  const said: object = JSON.parse(readable(place));
  const wanted = JSON.stringify({ ...said, customer: CUSTOMERS.grace, after: 999 });
  return [Buffer.from(wanted).toString('base64url'), ...rest].join('.');
}
