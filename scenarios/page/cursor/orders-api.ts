import { problem } from 'apilab/parts/http/problem';
import { Hono } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { HTTPException } from 'hono/http-exception';
import type { Cursors } from './cursors.ts';
import { type List, type ReadOrders, STATUSES, type Status } from './order-list.ts';
import { type CutPage, clampLimit, MAX_LIMIT, oneMore, type ReadLimit } from './pages.ts';

export interface OrdersApiOptions {
  /** Customer numbers by bearer token. */
  readonly tokens: ReadonlyMap<string, number>;
  readonly orders: ReadOrders;
  readonly cursors: Cursors;
  readonly cut?: CutPage;
  readonly limits?: ReadLimit;
  /** Told of what went wrong on this side, for whoever runs the API. */
  readonly report?: (error: unknown) => void;
}

/** Who gets past the token is a customer. */
interface Identified {
  Variables: { customer: number };
}

/** Gives each customer their orders page by page. Where the next page is stands in `Link` (RFC 8288 §3). */
export function ordersApi({
  tokens,
  orders,
  cursors,
  cut = oneMore,
  limits = clampLimit,
  report = console.error,
}: OrdersApiOptions) {
  const app = new Hono<Identified>();

  app.use(
    bearerAuth<Identified>({
      verifyToken(token, c) {
        const customer = tokens.get(token);
        if (customer !== undefined) c.set('customer', customer);
        return customer !== undefined;
      },
    }),
  );

  app.get('/orders', (c) => {
    const { searchParams: query } = new URL(c.req.url);
    const status = readStatus(query.get('status'));
    if (status === undefined) return refused(`"status" is one of ${STATUSES.join(', ')}.`);
    const limit = limits(query.get('limit'));
    if (limit === undefined) return refused(`"limit" is a number from 1 on, ${MAX_LIMIT} at most.`);
    const asked: List = { customer: c.get('customer'), status };
    const cursor = query.get('cursor');
    const place = cursor === null ? { list: asked } : cursors.read(cursor, asked);
    if (place === undefined) return refused('This is no cursor of this list. Begin without one.');

    const { list } = place;
    const after = 'after' in place ? place.after : undefined;
    const { shown, hasNext } = cut((count) => orders(list, after, count), limit);
    const last = shown.at(-1);
    const headers: Record<string, string> = {};
    if (hasNext && last !== undefined) {
      const next = cursors.write({ list, after: last.id });
      headers.Link = `</orders?${new URLSearchParams({ status, limit: `${limit}`, cursor: next })}>; rel="next"`;
    }
    return c.json(shown, 200, headers);
  });
  app.all('/orders', () =>
    problem({ status: 405, title: 'Orders are read with GET' }, { Allow: 'GET, HEAD' }),
  );
  app.onError((error) => {
    // The answers to tokens that are none.
    if (error instanceof HTTPException) return error.getResponse();
    report(error);
    return problem({ status: 500, title: 'Something went wrong here' });
  });
  app.notFound(() => problem({ status: 404, title: 'There is nothing here' }));
  return app;
}

/** Which orders are meant: the paid ones by default. */
function readStatus(text: string | null): Status | undefined {
  return text === null ? 'paid' : STATUSES.find((status) => status === text);
}

const refused = (detail: string) => problem({ status: 400, title: 'This cannot be asked', detail });
