import type { Clock } from 'apilab';
import { readJson } from 'apilab/parts/http/json';
import { problem } from 'apilab/parts/http/problem';
import type { Database } from 'apilab/parts/shop/database';
import { Hono } from 'hono';

export interface ShopApiOptions {
  readonly shop: Database;
  readonly clock: Clock;
  /** How many requests it works on at a time; it refuses what is beyond them. */
  readonly workers: number;
  /** How long each of them takes, in milliseconds. */
  readonly workMs: number;
}

/** How a refusal says when to come back, if it does (RFC 9110 §10.2.3). */
type RetryAfter = 'seconds' | 'date';

/** The shop's API, which can be closed for a while and has no more than so many workers. */
export function shopApi({ shop, clock, workers, workMs }: ShopApiOptions) {
  let opensAt = 0;
  let retryAfter: RetryAfter | undefined;
  let busy = 0;

  const app = new Hono();

  app.use(async (_, next) => {
    const closedMs = opensAt - clock.now();
    if (closedMs > 0) return unavailable('The shop is closed.', comeBack(closedMs));
    // Refusing costs nothing; a queue would make everybody wait for clients that have long given up.
    if (busy >= workers) return unavailable('All workers are busy.');
    busy++;
    try {
      await clock.sleep(workMs);
      return await next();
    } finally {
      busy--;
    }
  });

  app.get('/products/:id', (c) => {
    const sql = 'SELECT id, name, cents FROM products WHERE id = ?';
    const product = shop.get(sql, [c.req.param('id')]);
    return product ? c.json(product) : nothingHere();
  });

  app.post('/orders', async (c) => {
    const content = await readJson(c.req.raw);
    if (content.state === 'too-large') return problem({ status: 413, title: 'Content Too Large' });
    if (content.state === 'not-json') return problem({ status: 400, title: 'Bad Request' });
    const { userId, productId } = Object(content.value);
    const sql = `INSERT INTO orders (user_id, product_id, quantity, cents)
      SELECT users.id, products.id, 1, products.cents FROM users, products
      WHERE users.id = ? AND products.id = ?`;
    const isPlaced =
      [userId, productId].every(Number.isSafeInteger) && shop.run(sql, [userId, productId]);
    if (!isPlaced)
      return problem({
        status: 422,
        title: 'Unprocessable Content',
        detail: 'Name a user and a product that exist.',
      });
    return c.json({ placed: true }, 201);
  });

  app.all('/products/:id', () => notAllowed('GET, HEAD'));
  app.all('/orders', () => notAllowed('POST'));
  app.notFound(nothingHere);

  /** `Retry-After` counts whole seconds in both of its forms: round up, or clients come too early. */
  function comeBack(closedMs: number): Record<string, string> {
    const seconds = Math.ceil(closedMs / 1000);
    if (retryAfter === 'seconds') return { 'Retry-After': String(seconds) };
    if (retryAfter === undefined) return {};
    const date = new Date(Math.ceil((clock.date().getTime() + closedMs) / 1000) * 1000);
    return { 'Retry-After': date.toUTCString() };
  }

  return {
    fetch: app.fetch,
    /** Refuses every request from now on for `durationMs`, and says until when if it is told how. */
    closeFor(durationMs: number, say?: RetryAfter): void {
      opensAt = clock.now() + durationMs;
      retryAfter = say;
    },
  };
}

const nothingHere = () => problem({ status: 404, title: 'Not Found' });

const notAllowed = (methods: string) =>
  problem({ status: 405, title: 'Method Not Allowed' }, { Allow: methods });

/** 503: the server cannot handle the request now (RFC 9110 §15.6.4). */
const unavailable = (detail: string, fields: Record<string, string> = {}) =>
  problem({ status: 503, title: 'Service Unavailable', detail }, fields);
