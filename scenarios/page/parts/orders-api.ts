import { readJson } from 'apilab/parts/http/json';
import { problem } from 'apilab/parts/http/problem';
import { Hono } from 'hono';
import type { Exports } from './exports.ts';
import type { NewOrder, OrderBook } from './order-book.ts';
import { type Page, type Paging, readPlace } from './paging.ts';

export interface OrdersApiOptions {
  readonly book: OrderBook;
  readonly paging: Paging;
  readonly exports: Exports;
}

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;
const MAX_CENTS = 100_000_000;

const ORDER = '/orders/:id{[0-9]{1,15}}';
const EXPORT = '/exports/:number{[0-9]{1,15}}';

/** What each address takes, for a 405 (RFC 9110 §15.5.6). */
const ALLOWED: Readonly<Record<string, string>> = {
  '/orders': 'GET, HEAD, POST',
  [ORDER]: 'GET, HEAD, PATCH, DELETE',
  '/exports': 'POST',
  [EXPORT]: 'GET, HEAD',
};

/** An API of orders that can be read page by page, and exported whole, while others write. */
export function ordersApi({ book, paging, exports }: OrdersApiOptions) {
  const app = new Hono();

  app.get('/orders', (c) => {
    const { searchParams } = new URL(c.req.url);
    const limit = readLimit(searchParams);
    if (limit === undefined) return badRequest(`"limit" is a number from 1 to ${MAX_LIMIT}.`);
    const page = paging(searchParams, limit);
    return 'refused' in page ? badRequest(page.refused) : c.json(linked(page, '/orders', limit));
  });

  app.post('/orders', async (c) => {
    const content = await readJson(c.req.raw);
    if (content.state === 'too-large') return tooLarge();
    const order = readOrder(content);
    if (order === undefined) return badRequest('An order has an "item" and its price in "cents".');
    const placed = book.place(order);
    return c.json(placed, 201, { Location: `/orders/${placed.id}` });
  });

  app.get(ORDER, (c) => {
    const order = book.find(Number(c.req.param('id')));
    return order ? c.json(order) : notFound();
  });

  app.patch(ORDER, async (c) => {
    const content = await readJson(c.req.raw);
    if (content.state === 'too-large') return tooLarge();
    const cents = content.state === 'read' ? readCents(content.value) : undefined;
    if (cents === undefined) return badRequest('A change names a new price in "cents".');
    return book.reprice(Number(c.req.param('id')), cents) ? c.body(null, 204) : notFound();
  });

  app.delete(ORDER, (c) =>
    book.cancel(Number(c.req.param('id'))) ? c.body(null, 204) : notFound(),
  );

  app.post('/exports', (c) => {
    const location = `/exports/${exports.begin()}`;
    return c.json({ first: location }, 201, { Location: location });
  });

  app.get(EXPORT, (c) => {
    const { pathname, searchParams } = new URL(c.req.url);
    const limit = readLimit(searchParams);
    const after = readPlace(searchParams);
    if (limit === undefined || after === 'bad')
      return badRequest('"limit" and "after" are numbers.');
    const page = exports.page(Number(c.req.param('number')), after, limit);
    if (page === 'unknown') return notFound();
    if (page === 'gone') return problem({ status: 410, title: 'This export is kept no longer' });
    return c.json(linked(page, pathname, limit));
  });

  for (const [path, methods] of Object.entries(ALLOWED)) app.all(path, () => notAllowed(methods));
  app.notFound(notFound);
  return app;
}

/** A page as it is sent: the client follows `next`, and makes no address itself. */
function linked({ orders, next }: Page, path: string, limit: number) {
  return {
    orders,
    next: next ? `${path}?${new URLSearchParams({ ...next, limit: `${limit}` })}` : null,
  };
}

function readLimit(query: URLSearchParams): number | undefined {
  const text = query.get('limit') ?? `${DEFAULT_LIMIT}`;
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= MAX_LIMIT ? limit : undefined;
}

function readOrder(content: Awaited<ReturnType<typeof readJson>>): NewOrder | undefined {
  if (content.state !== 'read') return undefined;
  const { value } = content;
  const cents = readCents(value);
  if (cents === undefined || typeof value !== 'object' || value === null) return undefined;
  if (!('item' in value) || typeof value.item !== 'string') return undefined;
  return value.item.length > 0 && value.item.length <= 80 ? { item: value.item, cents } : undefined;
}

function readCents(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !('cents' in value)) return undefined;
  const { cents } = value;
  if (typeof cents !== 'number' || !Number.isInteger(cents)) return undefined;
  return cents >= 0 && cents <= MAX_CENTS ? cents : undefined;
}

const badRequest = (detail: string) =>
  problem({ status: 400, title: 'This cannot be asked', detail });

const tooLarge = () => problem({ status: 413, title: 'This is larger than any order' });

const notAllowed = (methods: string) =>
  problem(
    { status: 405, title: 'Not Allowed', detail: `It takes ${methods}.` },
    { Allow: methods },
  );

const notFound = () => problem({ status: 404, title: 'There is nothing here' });
