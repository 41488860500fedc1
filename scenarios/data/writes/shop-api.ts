import { readJson } from 'apilab/parts/http/json';
import { type Problem, problem } from 'apilab/parts/http/problem';
import type { Connection } from 'apilab/parts/shop/connection';
import { type Context, Hono } from 'hono';
import { insertOnce, type SignUp } from './customers.ts';
import {
  countDown,
  type Rename,
  readProduct,
  renameIfUnchanged,
  type TakeOne,
} from './products.ts';

export interface ShopApiOptions {
  readonly db: Connection;
  readonly signUp?: SignUp;
  readonly rename?: Rename;
  readonly takeOne?: TakeOne;
}

/** Customers, products with a version, and a stock, for many at once. */
export function shopApi({
  db,
  signUp = insertOnce,
  rename = renameIfUnchanged,
  takeOne = countDown,
}: ShopApiOptions) {
  const app = new Hono();

  app.post('/customers', async (c) => {
    const { email }: { email?: unknown } = Object(await contentOf(c));
    if (typeof email !== 'string' || !/^[^@\s]{1,64}@[^@\s]{1,190}$/.test(email)) {
      return refused(400, 'Send {"email": "..."}.');
    }
    const id = await signUp(db, email.toLowerCase());
    if (id === 'taken') return refused(409, 'Somebody has this address already.');
    return c.json({ id }, 201, { Location: `/customers/${id}` });
  });

  app.get('/products/:id{[0-9]{1,9}}', async (c) => {
    const product = await readProduct(db, Number(c.req.param('id')));
    if (product === undefined) return refused(404, 'There is no such product.');
    const { version, ...shown } = product;
    return c.json(shown, 200, { ETag: `"${version}"` });
  });

  app.put('/products/:id{[0-9]{1,9}}/name', async (c) => {
    const version = /^"(\d{1,15})"$/.exec(c.req.header('if-match') ?? '')?.[1];
    if (version === undefined) return refused(428, 'Say in If-Match which version you have seen.');
    const name = await contentOf(c);
    if (typeof name !== 'string' || name === '' || name.length > 100) {
      return refused(400, 'Send the name as a string of JSON.');
    }
    const next = await rename(db, Number(c.req.param('id')), { name, version: Number(version) });
    if (next === 'stale') return refused(412, 'It has changed, or is gone: read it again.');
    return c.body(null, 204, { ETag: `"${next}"` });
  });

  app.post('/products/:id{[0-9]{1,9}}/purchases', async (c) => {
    const left = await takeOne(db, Number(c.req.param('id')));
    return left === 'none' ? refused(409, 'It is sold out.') : c.json({ left }, 201);
  });

  app.notFound(() => refused(404, 'There is nothing here.'));
  app.onError(() => refused(500, 'The server failed.'));
  return app;
}

async function contentOf(c: Context): Promise<unknown> {
  const content = await readJson(c.req.raw);
  return content.state === 'read' ? content.value : undefined;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  409: 'Conflict',
  412: 'Precondition Failed',
  428: 'Precondition Required',
  500: 'Internal Server Error',
};

function refused(status: number, detail: string): Response {
  const title = TITLES[status];
  const details: Problem = { status, ...(title !== undefined && { title }), detail };
  return problem(details);
}
