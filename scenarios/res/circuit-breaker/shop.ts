import type { FetchHandler } from 'apilab';
import { problem } from 'apilab/parts/http/problem';
import { Hono } from 'hono';
import type { Breaker } from './breaker.ts';
import { isTrouble } from './ratings-client.ts';

export interface ShopOptions {
  /** Products by name, with their prices in cents. */
  readonly products: Readonly<Record<string, number>>;
  readonly starsOf: (product: string) => Promise<number>;
  readonly breaker: Breaker;
  /** What a page holds in place of a rating that nobody could get. */
  readonly withoutRating?: Fallback;
}

export type Fallback = () => Readonly<Record<string, unknown>>;

/** The page is good without its rating, and says that it is one without. */
export const tellsWhatIsMissing: Fallback = () => ({ stars: null, missing: ['stars'] });

/** A shop whose pages show a rating, which another service gives. */
export function shop({
  products,
  starsOf,
  breaker,
  withoutRating = tellsWhatIsMissing,
}: ShopOptions): FetchHandler {
  const app = new Hono();

  app.get('/products/:name', async (c) => {
    const name = c.req.param('name');
    const cents = Object.hasOwn(products, name) ? products[name] : undefined;
    if (cents === undefined) return nothingHere();
    return c.json({ name, cents, ...(await ratingOf(name)) });
  });
  app.all('/products/:name', () =>
    problem({ status: 405, title: 'Method Not Allowed' }, { Allow: 'GET, HEAD' }),
  );
  app.notFound(nothingHere);

  async function ratingOf(name: string) {
    try {
      return { stars: await breaker.run(() => starsOf(name)) };
    } catch (error) {
      return isTrouble(error) ? withoutRating() : { stars: null };
    }
  }
  return app;
}

const nothingHere = () => problem({ status: 404, title: 'Not Found' });
