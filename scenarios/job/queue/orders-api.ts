import { readJson } from 'apilab/parts/http/json';
import { problem } from 'apilab/parts/http/problem';
import type { Database } from 'apilab/parts/shop/database';
import { Hono } from 'hono';
import { insertOrder } from './books.ts';
import type { Placed } from './confirmation.ts';
import type { Queue } from './queue.ts';

/** Sees to it that an order is confirmed later. Called in the transaction that stores the order. */
export type Later = (placed: Placed) => void;

/** As a job: it is stored with the order, or neither is. */
export const asJob =
  (queue: Pick<Queue, 'put'>): Later =>
  (placed) =>
    queue.put(JSON.stringify(placed));

/** Takes orders. What comes after an order is done later, by somebody else. */
export function ordersApi({ db, later }: { readonly db: Database; readonly later: Later }) {
  const app = new Hono();
  app.post('/orders', async (c) => {
    const content = await readJson(c.req.raw, { limitBytes: 1000 });
    if (content.state === 'too-large') return problem({ status: 413, title: 'Content Too Large' });
    const placed = content.state === 'read' ? readOrder(content.value) : undefined;
    if (placed === undefined) return problem(NO_ORDER);
    const { customer, item } = placed;
    const order = db.transaction(() => {
      const path = insertOrder(db, customer, item);
      later({ order: path, customer });
      return path;
    });
    return c.body(null, 201, { Location: order });
  });
  app.all('/orders', () =>
    problem({ status: 405, title: 'Method Not Allowed' }, { Allow: 'POST' }),
  );
  return app;
}

const NO_ORDER = {
  status: 400,
  title: 'Bad Request',
  detail: 'Send a JSON object with customer and item, both texts of 1 to 100 characters.',
};

function readOrder(value: unknown): { customer: string; item: string } | undefined {
  const { customer, item } = Object(value);
  return isName(customer) && isName(item) ? { customer, item } : undefined;
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && /^[^\p{C}]{1,100}$/u.test(value);
