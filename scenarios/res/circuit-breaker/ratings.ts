import type { Clock, FetchHandler } from 'apilab';
import { problem } from 'apilab/parts/http/problem';
import { Hono } from 'hono';

/** A service that gives the stars of products; in trouble, it takes its time and then has none. */
export function ratings(stars: Readonly<Record<string, number>>, clock: Clock) {
  let isWell = true;
  const app = new Hono();
  app.get('/ratings/:product', async (c) => {
    if (!isWell) {
      await clock.sleep(TROUBLE_MS);
      return problem({ status: 503, title: 'Service Unavailable' });
    }
    const product = c.req.param('product');
    return Object.hasOwn(stars, product)
      ? c.json({ stars: stars[product] })
      : problem({ status: 404, title: 'Not Found' });
  });
  const server: FetchHandler = { fetch: (request) => app.fetch(request) };
  return {
    ...server,
    fail: () => {
      isWell = false;
    },
    recover: () => {
      isWell = true;
    },
  };
}

/** How long it takes to fail, in milliseconds. */
const TROUBLE_MS = 1000;
