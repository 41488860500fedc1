import type { Clock } from 'apilab';
import { readJson } from 'apilab/parts/http/json';
import { type Context, Hono } from 'hono';
import { acceptsJson } from '../parts/accept.ts';
import { required } from '../parts/conditions.ts';
import { DELETED, type Order, type OrderStore } from './order-store.ts';
import type { Pay } from './payments.ts';
import { refuse } from './refusals.ts';

export interface OrdersApiOptions {
  readonly orders: OrderStore;
  readonly clock: Clock;
  readonly pay: Pay;
  /** How many of a product there are. */
  readonly stock: (product: string) => number;
  /** When the catalogue is there again, in milliseconds of the clock. */
  readonly catalogueFrom: () => number;
  /** What each access token is good for. */
  readonly tokens: ReadonlyMap<string, Grant>;
}

/** Who a token stands for, and whether it may delete. */
export interface Grant {
  readonly customer: string;
  readonly mayDelete: boolean;
}

type Env = { Variables: { grant: Grant } };

const ORDER = '/orders/:id{[1-9][0-9]{0,8}}';
const JSON_TYPE = 'application/json';
const LIMIT_BYTES = 1000;

/** How far apart two invoices of one order must be, in milliseconds. */
const INVOICE_MS = 10_000;

/** How many orders are remembered with the time of their last invoice. */
const INVOICES = 1000;

/** An API for orders whose statuses say how it went and who has to act. */
export function ordersApi(options: OrdersApiOptions) {
  const { orders, clock, pay, stock, catalogueFrom, tokens } = options;
  const invoiced = new Map<string, number>();
  const app = new Hono<Env>();

  // First of all who asks: whoever is nobody learns nothing else.
  app.use('/orders/*', async (c, next) => {
    const [, token = ''] = /^bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '') ?? [];
    const grant = tokens.get(token);
    if (grant === undefined) {
      const error = token === '' ? '' : ', error="invalid_token"';
      return refuse(401, { 'WWW-Authenticate': `Bearer realm="orders"${error}` });
    }
    c.set('grant', grant);
    return next();
  });

  app.post('/orders', async (c) => {
    const read = await readOrder(c);
    if ('refusal' in read) return read.refusal;
    const id = orders.add(c.get('grant').customer, read.order);
    return new Response(null, { status: 201, headers: { Location: `/orders/${id}` } });
  });

  app.get(ORDER, (c) => {
    const order = find(c);
    if (order instanceof Response) return order;
    if (!acceptsJson(c.req.header('Accept') ?? null)) return refuse(406, { Vary: 'Accept' });
    const fields = { ETag: tagOf(order), 'Cache-Control': 'private, no-cache', Vary: 'Accept' };
    if (required.evaluate(c.req.raw, tagOf(order)) === 'not-modified') {
      return new Response(null, { status: 304, headers: fields });
    }
    return Response.json(order, { headers: fields });
  });

  app.put(ORDER, async (c) => {
    const read = await readOrder(c);
    if ('refusal' in read) return read.refusal;
    const order = find(c);
    if (order instanceof Response) return order;
    // Before the condition, which counts only if the request would else succeed (RFC 9110 §13.2.1).
    if (order.isShipped) return refuse(409);
    const condition = required.evaluate(c.req.raw, tagOf(order));
    if (condition !== 'holds') return refuse(condition === 'missing' ? 428 : 412);
    orders.put(c.get('grant').customer, c.req.param('id'), read.order);
    return new Response(null, { status: 204, headers: { ETag: tagOf(read.order) } });
  });

  app.delete(ORDER, (c) => {
    const order = find(c);
    if (order instanceof Response) return order;
    const { customer, mayDelete } = c.get('grant');
    if (!mayDelete) return refuse(403);
    if (order.isShipped) return refuse(409);
    orders.remove(customer, c.req.param('id'));
    return new Response(null, { status: 204 });
  });

  app.post(`${ORDER}/invoice`, (c) => {
    const order = find(c);
    if (order instanceof Response) return order;
    const id = c.req.param('id');
    const waitMs = (invoiced.get(id) ?? Number.NEGATIVE_INFINITY) + INVOICE_MS - clock.now();
    if (waitMs > 0) return refuse(429, { 'Retry-After': `${Math.ceil(waitMs / 1000)}` });
    if (invoiced.size >= INVOICES) invoiced.clear();
    invoiced.set(id, clock.now());
    // It will be written by somebody else; where it will be is all that can be said now.
    return new Response(null, { status: 202, headers: { Location: `/orders/${id}/invoice` } });
  });

  // Not yet, for all that this API knows: a 404 is the truth at the address that was promised.
  app.get(`${ORDER}/invoice`, () => refuse(404));

  app.post(`${ORDER}/payment`, async (c) => {
    const order = find(c);
    if (order instanceof Response) return order;
    const outcome = await pay(c.req.param('id'));
    if (outcome === 'paid') return new Response(null, { status: 204 });
    return refuse(outcome === 'no-answer' ? 504 : 502);
  });

  app.get('/catalogue', () => {
    const waitMs = catalogueFrom() - clock.now();
    if (waitMs > 0) return refuse(503, { 'Retry-After': `${Math.ceil(waitMs / 1000)}` });
    return Response.json(['Keyboard', 'Cable'], { headers: { 'Cache-Control': 'max-age=60' } });
  });

  app.get('/stock/:product{[a-z]{1,20}}', (c) =>
    Response.json({ inStock: stock(c.req.param('product')) }),
  );

  app.all('/orders', () => refuse(405, { Allow: 'POST' }));
  app.all(ORDER, () => refuse(405, { Allow: 'GET, HEAD, PUT, DELETE' }));
  app.all(`${ORDER}/invoice`, () => refuse(405, { Allow: 'GET, HEAD, POST' }));
  app.all(`${ORDER}/payment`, () => refuse(405, { Allow: 'POST' }));
  app.all('/catalogue', () => refuse(405, { Allow: 'GET, HEAD' }));
  app.notFound(() => refuse(404));
  // What nobody foresaw. The client is told that it is not its fault, and no more.
  app.onError(() => refuse(500));

  /** An order of the one who asks, or why there is none. */
  function find(c: Context<Env, typeof ORDER>): Order | Response {
    const order = orders.find(c.get('grant').customer, c.req.param('id') ?? '');
    if (order === undefined) return refuse(404);
    return order === DELETED ? refuse(410) : order;
  }

  return app;
}

const tagOf = (order: Order) => required.tagOf(JSON.stringify(order));

/** The order in a request, or why there is none: first its format, then its syntax, then its meaning. */
async function readOrder(c: Context) {
  const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== JSON_TYPE) return { refusal: refuse(415, { Accept: JSON_TYPE }) };
  const content = await readJson(c.req.raw, { limitBytes: LIMIT_BYTES });
  if (content.state !== 'read')
    return { refusal: refuse(content.state === 'not-json' ? 400 : 413) };
  const { product, quantity }: { product?: unknown; quantity?: unknown } = Object(content.value);
  if (typeof product !== 'string' || !/^[A-Za-z ]{1,40}$/.test(product) || !isQuantity(quantity)) {
    return { refusal: refuse(422) };
  }
  return { order: { product, quantity, isShipped: false } };
}

const isQuantity = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 99;
