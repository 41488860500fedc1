import type { FetchHandler } from 'apilab';
import { readJson } from 'apilab/parts/http/json';
import { type Context, Hono } from 'hono';
import { evaluated } from './conditions.ts';
import { byMediaType, type PatchFormats } from './patch-formats.ts';
import { preferredReturn } from './prefer.ts';
import {
  noPatch,
  noProduct,
  noTaggedProduct,
  notAllowed,
  nothingHere,
  outdated,
  outOfPlace,
  partial,
  unreadable,
  unsupported,
} from './problems.ts';
import { isTaggedProduct, type TaggedProduct, textOf } from './tagged-product.ts';

/** The products by their names for programs: what stands in their URLs. */
export type TaggedProducts = Map<string, TaggedProduct>;

export interface TaggedProductsOptions {
  readonly products: TaggedProducts;
  readonly formats?: PatchFormats;
}

/** Opens an API for some products. */
export type OpenTagged = (products: TaggedProducts) => FetchHandler;

export const openTagged: OpenTagged = (products) => taggedProductsApi({ products });

const JSON_TYPE = 'application/json';
const PRODUCT = '/products/:name{[a-z0-9-]{1,40}}';
const LIST_METHODS = 'GET, HEAD, POST, OPTIONS';
const PRODUCT_METHODS = 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS';

/** More than any product needs. Content that is short is not deep either. */
const LIMIT_BYTES = 4096;

/** An API for products that do what each method promises. Whoever sends PUT names the product, for POST the server does. */
export function taggedProductsApi({ products, formats = byMediaType }: TaggedProductsOptions) {
  const app = new Hono();

  app.get('/products', () =>
    Response.json({ products: [...products.keys()].map((name) => `/products/${name}`) }),
  );

  app.post('/products', async (c) => {
    const sent = await readProduct(c);
    if ('refusal' in sent) return sent.refusal;
    const name = freeName();
    products.set(name, sent.product);
    return new Response(null, { status: 201, headers: { Location: `/products/${name}` } });
  });

  /** HEAD comes here too: Hono answers it as GET and leaves the content out (RFC 9110 §9.3.2). */
  app.get(PRODUCT, (c) => {
    const product = products.get(c.req.param('name'));
    if (product === undefined) return noProduct();
    switch (conditionOf(c, product)) {
      case 'not-modified':
        return new Response(null, { status: 304, headers: fieldsOf(product) });
      case 'fails':
        return outdated();
      default:
        return show(product);
    }
  });

  app.put(PRODUCT, async (c) => {
    if (c.req.header('Content-Range') !== undefined) return partial();
    const sent = await readProduct(c);
    if ('refusal' in sent) return sent.refusal;
    const current = products.get(c.req.param('name'));
    if (conditionOf(c, current) !== 'holds') return outdated();
    products.set(c.req.param('name'), sent.product);
    return done(c, sent.product, current === undefined ? 201 : 'changed', sent.text);
  });

  app.patch(PRODUCT, async (c) => {
    // The type first: what comes in another one need not be JSON at all.
    if (!formats.takes(contentType(c))) return unsupported('Accept-Patch', formats.accepted);
    const content = await readJson(c.req.raw, { limitBytes: LIMIT_BYTES });
    if (content.state !== 'read') return unreadable(content);
    const current = products.get(c.req.param('name'));
    if (current === undefined) return noProduct();
    if (conditionOf(c, current) !== 'holds') return outdated();
    const patched = formats.apply(contentType(c), current, content.value);
    if (patched.state === 'malformed') return noPatch();
    if (patched.state === 'conflict') return outOfPlace(patched.operation);
    // Written at once, when all of it is done: whoever reads sees all of a patch or nothing (RFC 5789 §2).
    if (!isTaggedProduct(patched.value)) return noTaggedProduct();
    products.set(c.req.param('name'), patched.value);
    return done(c, patched.value, 'changed');
  });

  app.delete(PRODUCT, (c) => {
    const current = products.get(c.req.param('name'));
    if (current === undefined) return noProduct();
    if (conditionOf(c, current) !== 'holds') return outdated();
    products.delete(c.req.param('name'));
    return new Response(null, { status: 204 });
  });

  app.options('/products', () => options({ Allow: LIST_METHODS }));
  app.options(PRODUCT, () => options({ Allow: PRODUCT_METHODS, 'Accept-Patch': formats.accepted }));
  app.all('/products', () => notAllowed(LIST_METHODS));
  app.all(PRODUCT, () => notAllowed(PRODUCT_METHODS));
  app.notFound(nothingHere);

  let last = products.size;

  /** A name that nobody has chosen yet. It is not given again: who knows a deleted product by it would find another. */
  function freeName(): string {
    do last++;
    while (products.has(`${last}`));
    return `${last}`;
  }

  return app;
}

const options = (fields: Readonly<Record<string, string>>) =>
  new Response(null, { status: 204, headers: fields });

/** What the conditions of a request come to; of what is not there, `If-Match` is false (RFC 9110 §13.1.1). */
function conditionOf(c: Context, current: TaggedProduct | undefined) {
  if (current === undefined) return c.req.header('If-Match') === undefined ? 'holds' : 'fails';
  return evaluated.evaluate(c.req.raw, tagOf(current));
}

const tagOf = (product: TaggedProduct) => evaluated.tagOf(textOf(product));

/** What a cache must know of a product: its version, and to ask before each use (RFC 9111 §5.2.2.4). */
const fieldsOf = (product: TaggedProduct) => ({
  ETag: tagOf(product),
  'Cache-Control': 'no-cache',
});

function show(product: TaggedProduct, status = 200, fields: Readonly<Record<string, string>> = {}) {
  const text = textOf(product);
  const headers = {
    'Content-Type': JSON_TYPE,
    // Said for HEAD, whose answer has no content to count (RFC 9110 §8.6).
    'Content-Length': String(Buffer.byteLength(text)),
    ...fieldsOf(product),
    ...fields,
  };
  return new Response(text, { status, headers });
}

/**
 * The answer to a write: with what has become of the product if the client prefers that (RFC 7240 §4.2).
 * An entity tag without it says: what you sent is stored, byte for byte (RFC 9110 §9.3.4).
 */
function done(c: Context, product: TaggedProduct, how: 201 | 'changed', sent?: string): Response {
  const preferred = preferredReturn(c.req.header('Prefer') ?? null);
  const told = preferred && { 'Preference-Applied': `return=${preferred}` };
  const location = { 'Content-Location': c.req.path };
  const status = how === 'changed' ? 200 : how;
  if (preferred === 'representation') return show(product, status, { ...told, ...location });
  const tag = sent === textOf(product) && { ETag: tagOf(product) };
  return new Response(null, {
    status: how === 'changed' ? 204 : how,
    headers: { ...tag, ...told },
  });
}

/** The product that a request holds, or why it holds none. */
async function readProduct(c: Context) {
  if (contentType(c) !== JSON_TYPE) return { refusal: unsupported('Accept', JSON_TYPE) };
  const content = await readJson(c.req.raw, { limitBytes: LIMIT_BYTES });
  if (content.state !== 'read') return { refusal: unreadable(content) };
  if (!isTaggedProduct(content.value)) return { refusal: noTaggedProduct() };
  return { product: content.value, text: content.text };
}

/** The media type of the content, without its parameters. */
const contentType = (c: Context): string =>
  c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? '';
