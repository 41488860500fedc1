import { readJson } from 'apilab/parts/http/json';
import { problem } from 'apilab/parts/http/problem';
import type { Database } from 'apilab/parts/shop/database';
import type { Hono } from 'hono';
import { type JobFields, queueJob } from './jobs.ts';
import { service, type Telemetry, traced } from './service.ts';

export interface OrdersOptions {
  readonly telemetry: Telemetry;
  readonly db: Database;
  readonly fetch: typeof globalThis.fetch;
  /** Where the stock is. */
  readonly stock: string;
  /** What of the trace a job takes along. */
  readonly jobFields: JobFields;
}

export function createOrders(db: Database): void {
  db.create('CREATE TABLE IF NOT EXISTS orders (id INTEGER PRIMARY KEY, product TEXT NOT NULL)');
}

/** Takes orders of what is in stock. The order and the job of mailing about it are stored together. */
export function orders({ telemetry, db, fetch, stock, jobFields }: OrdersOptions): Hono {
  const app = service();
  app.post(
    '/orders',
    traced(telemetry, 'POST /orders', async ({ c, context, fields }) => {
      const content = await readJson(c.req.raw);
      const { product } = Object(content.state === 'read' ? content.value : undefined);
      if (typeof product !== 'string' || product === '') {
        return problem({ status: 400, title: 'Bad Request', detail: 'An order names a product.' });
      }
      const found = await fetch(`${stock}/stock/${encodeURIComponent(product)}`, {
        headers: fields,
      });
      await found.text();
      if (!found.ok) return problem({ status: 409, title: 'Conflict', detail: 'None in stock.' });
      const id = db.transaction(() => {
        const row = db.get('INSERT INTO orders (product) VALUES (?) RETURNING id', [product]);
        queueJob(db, { order: Number(row?.id), fields: jobFields(fields) });
        return Number(row?.id);
      });
      telemetry.log('info', 'order placed', context, { order: id });
      return c.json({ id, product }, 201, { Location: `/orders/${id}` });
    }),
  );
  return app;
}
