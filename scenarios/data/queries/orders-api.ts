import { problem } from 'apilab/parts/http/problem';
import type { Connection } from 'apilab/parts/shop/connection';
import { type Context, Hono } from 'hono';
import { linesTogether, type ReadLines } from './details.ts';
import { byStoredEmail, type FindCustomer } from './find.ts';

/** The most orders that an answer has: it bounds the statement with a parameter for each, too. */
const MAX_LIMIT = 100;

export interface OrdersApiOptions {
  readonly db: Connection;
  readonly readLines?: ReadLines;
  readonly findCustomer?: FindCustomer;
}

/** The latest orders of everybody, with what is in them; and those of one customer. */
export function ordersApi({
  db,
  readLines = linesTogether,
  findCustomer = byStoredEmail,
}: OrdersApiOptions) {
  const app = new Hono();

  app.get('/orders', async (c) => {
    const limit = limitOf(c);
    if (limit === undefined) return badLimit();
    const rows = await db.all(
      `SELECT o.id, o.placed_at, c.name FROM orders o JOIN customers c ON c.id = o.customer_id
       ORDER BY o.id DESC LIMIT ?`,
      [limit],
    );
    const lines = await readLines(
      db,
      rows.map(({ id }) => Number(id)),
    );
    const orders = rows.map(({ id, placed_at, name }) => {
      return { id, placedAt: placed_at, customer: name, lines: lines.get(Number(id)) ?? [] };
    });
    return c.json({ orders });
  });

  app.get('/customers/:email/orders', async (c) => {
    const limit = limitOf(c);
    if (limit === undefined) return badLimit();
    const customer = await findCustomer(db, c.req.param('email'));
    if (customer === undefined) return problem({ status: 404, title: 'Not Found' });
    // Two may have been placed at one moment: without the id, which of them comes first is left to chance.
    const rows = await db.all(
      `SELECT id, placed_at FROM orders WHERE customer_id = ?
       ORDER BY placed_at DESC, id DESC LIMIT ?`,
      [customer, limit],
    );
    return c.json({ orders: rows.map(({ id, placed_at }) => ({ id, placedAt: placed_at })) });
  });

  for (const path of ['/orders', '/customers/:email/orders']) {
    app.all(path, () =>
      problem({ status: 405, title: 'Method Not Allowed' }, { Allow: 'GET, HEAD' }),
    );
  }
  app.onError(() => problem({ status: 500, title: 'Internal Server Error' }));
  app.notFound(() => problem({ status: 404, title: 'Not Found' }));
  return app;
}

function limitOf(c: Context): number | undefined {
  const text = c.req.query('limit') ?? '10';
  const limit = /^[1-9]\d{0,2}$/.test(text) ? Number(text) : undefined;
  return limit !== undefined && limit <= MAX_LIMIT ? limit : undefined;
}

const badLimit = () =>
  problem({
    status: 400,
    title: 'Bad Request',
    detail: `limit is a number from 1 to ${MAX_LIMIT}.`,
  });
