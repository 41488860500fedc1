import { type JsonContent, readJson } from 'apilab/parts/http/json';
import { type Problem, problem } from 'apilab/parts/http/problem';
import type { Connection } from 'apilab/parts/shop/connection';
import { Hono } from 'hono';
import { insertOnce, isCustomer, type SignUp } from './customers.ts';
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

// Neither has control characters: a database cuts a text off behind a NUL.
const EMAIL = /^[^@\s\p{Cc}\p{Cs}]{1,64}@[^@\s\p{Cc}\p{Cs}]{1,190}$/u;
const NAME = /^[^\p{Cc}\p{Cs}]{1,100}$/u;

const CUSTOMER = '/customers/:id{[0-9]{1,9}}';

/** Customers, products with a version, and a stock, for many at once. */
export function shopApi({
  db,
  signUp = insertOnce,
  rename = renameIfUnchanged,
  takeOne = countDown,
}: ShopApiOptions) {
  const app = new Hono();

  app.post('/customers', async (c) => {
    const content = await readJson(c.req.raw);
    if (content.state === 'too-large') return tooLarge();
    const { email }: { email?: unknown } = Object(jsonOf(content));
    if (typeof email !== 'string' || !EMAIL.test(email)) {
      return refused(400, 'Send {"email": "..."}.');
    }
    const id = await signUp(db, email.toLowerCase());
    if (id === 'taken') return refused(409, 'Somebody has this address already.');
    return c.json({ id }, 201, { Location: `/customers/${id}` });
  });

  // No more than the 201 told: an e-mail address is not for whoever counts through the numbers.
  app.get(CUSTOMER, async (c) => {
    const id = Number(c.req.param('id'));
    return (await isCustomer(db, id)) ? c.json({ id }) : refused(404, 'There is no such customer.');
  });

  app.get('/products/:id{[0-9]{1,9}}', async (c) => {
    const product = await readProduct(db, Number(c.req.param('id')));
    if (product === undefined) return noProduct();
    const { version, ...shown } = product;
    return c.json(shown, 200, { ETag: `"${version}"` });
  });

  app.put('/products/:id{[0-9]{1,9}}/name', async (c) => {
    const ifMatch = c.req.header('if-match')?.trim() ?? '*';
    if (ifMatch === '*') return refused(428, 'Say in If-Match which version you have seen.');
    const content = await readJson(c.req.raw);
    if (content.state === 'too-large') return tooLarge();
    const name = jsonOf(content);
    if (typeof name !== 'string' || !NAME.test(name)) {
      return refused(400, 'Send the name as a string of JSON.');
    }
    const id = Number(c.req.param('id'));
    for (const version of versionsIn(ifMatch)) {
      const next = await rename(db, id, { name, version });
      if (next !== 'stale') return c.body(null, 204, { ETag: `"${next}"` });
    }
    // Only now is it looked at: why no row was changed.
    if ((await readProduct(db, id)) === undefined) return noProduct();
    return refused(412, 'It has changed: read it again.');
  });

  app.post('/products/:id{[0-9]{1,9}}/purchases', async (c) => {
    const id = Number(c.req.param('id'));
    const left = await takeOne(db, id);
    if (left !== 'none') return c.json({ left }, 201);
    return (await readProduct(db, id)) ? refused(409, 'It is sold out.') : noProduct();
  });

  for (const [path, methods] of Object.entries(ALLOWED)) {
    app.all(path, () => refused(405, `It takes ${methods}.`, { Allow: methods }));
  }
  app.notFound(() => refused(404, 'There is nothing here.'));
  app.onError(() => refused(500, 'The server failed.'));
  return app;
}

/** What each address takes, for a 405 (RFC 9110 §15.5.6). */
const ALLOWED: Readonly<Record<string, string>> = {
  '/customers': 'POST',
  [CUSTOMER]: 'GET, HEAD',
  '/products/:id{[0-9]{1,9}}': 'GET, HEAD',
  '/products/:id{[0-9]{1,9}}/name': 'PUT',
  '/products/:id{[0-9]{1,9}}/purchases': 'POST',
};

const noProduct = () => refused(404, 'There is no such product.');

/** The versions that If-Match names. A weak tag matches none (RFC 9110 §13.1.1), nor does one that is no version of ours. */
const versionsIn = (ifMatch: string): readonly number[] =>
  ifMatch
    .split(',')
    .flatMap((tag) => /^\s*"(\d{1,15})"\s*$/.exec(tag)?.[1] ?? [])
    .slice(0, MOST_TAGS)
    .map(Number);

/** A client has seen one version, or a few. */
const MOST_TAGS = 4;

const jsonOf = (content: JsonContent): unknown =>
  content.state === 'read' ? content.value : undefined;

const tooLarge = () => refused(413, 'It is longer than anything that is taken here.');

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  428: 'Precondition Required',
  500: 'Internal Server Error',
};

function refused(
  status: number,
  detail: string,
  fields: Readonly<Record<string, string>> = {},
): Response {
  const title = TITLES[status];
  const details: Problem = { status, ...(title !== undefined && { title }), detail };
  return problem(details, fields);
}
