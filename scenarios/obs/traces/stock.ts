import type { Clock } from 'apilab';
import { problem } from 'apilab/parts/http/problem';
import type { Connection } from 'apilab/parts/shop/connection';
import type { Database } from 'apilab/parts/shop/database';
import type { Hono } from 'hono';
import { NOT_FOUND, service, type Telemetry, traced } from './service.ts';

/** From how many milliseconds on a request is worth a line of its own. */
const SLOW_MS = 500;

export interface StockOptions {
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly db: Connection;
}

/** Products, and sets that are made of products. */
export function createStock(db: Database, parts: number): void {
  db.create(`
    CREATE TABLE products (name TEXT PRIMARY KEY, pieces INTEGER NOT NULL, is_set INTEGER NOT NULL);
    CREATE TABLE parts (of_set TEXT NOT NULL, name TEXT NOT NULL)`);
  db.run("INSERT INTO products VALUES ('keyboard', 7, 0), ('desk', 7, 1)");
  for (let n = 1; n <= parts; n++) {
    db.run('INSERT INTO products VALUES (?, 9, 0)', [`part ${n}`]);
    db.run("INSERT INTO parts VALUES ('desk', ?)", [`part ${n}`]);
  }
}

/** How many pieces there are. Of a set there are as many as of its scarcest part, which it asks one by one. */
export function stock({ telemetry, clock, db }: StockOptions): Hono {
  const { tracer, log } = telemetry;
  const app = service();
  app.get(
    '/stock/:product',
    traced(telemetry, 'GET /stock/:product', async ({ c, context }) => {
      const beganAt = clock.now();
      let statements = 0;
      const ask = (name: string, sql: string, value: string) => {
        statements += 1;
        return tracer.span(name, context, () => db.all(sql, [value]));
      };
      const piecesOf = (name: string) =>
        ask('SELECT products', 'SELECT pieces, is_set FROM products WHERE name = ?', name);
      const partsOf = (set: string) =>
        ask('SELECT parts', 'SELECT name FROM parts WHERE of_set = ?', set);

      const product = c.req.param('product') ?? '';
      const [found] = await piecesOf(product);
      if (found === undefined) return problem(NOT_FOUND);
      let pieces = Number(found.pieces);
      const parts = found.is_set === 1 ? await partsOf(product) : [];
      for (const { name } of parts) {
        const [part] = await piecesOf(String(name));
        pieces = Math.min(pieces, Number(part?.pieces ?? 0));
      }
      const ms = clock.now() - beganAt;
      if (ms >= SLOW_MS) log('warn', 'slow', context, { product, statements, ms });
      return c.json({ product, pieces });
    }),
  );
  return app;
}
