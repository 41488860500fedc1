import { problem } from 'apilab/parts/http/problem';
import { Hono } from 'hono';

/** Prices in cents, for those who ask for them. */
export function pricesApi(prices: Readonly<Record<string, number>>) {
  const app = new Hono();
  app.get('/prices/:stock', (c) => {
    const stock = c.req.param('stock');
    const cents = Object.hasOwn(prices, stock) ? prices[stock] : undefined;
    return cents === undefined ? nothingHere() : c.json({ stock, cents });
  });
  app.all('/prices/:stock', () =>
    problem({ status: 405, title: 'Method Not Allowed' }, { Allow: 'GET, HEAD' }),
  );
  app.notFound(nothingHere);
  return app;
}

const nothingHere = () => problem({ status: 404, title: 'Not Found' });
