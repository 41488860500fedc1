import type { FetchHandler } from 'apilab';
import { readJson } from 'apilab/parts/http/json';
import type { Database } from 'apilab/parts/shop/database';
import { type Context, Hono } from 'hono';
import { acceptsJson } from './accept.ts';
import { type Conditions, required } from './conditions.ts';
import {
  noProduct,
  noSuchThing,
  notAcceptable,
  notAllowed,
  nothingHere,
  outdated,
  partial,
  unconditional,
  unreadable,
  unsupported,
} from './problems.ts';
import { isProduct, mergePatch, type Product, representationOf } from './product.ts';
import { productStore } from './product-store.ts';

export interface ProductApiOptions {
  readonly db: Database;
  /** How versions are named and conditions are evaluated; by default, writes must have one. */
  readonly conditions?: Conditions;
  /** Somebody who looks at each new version before it counts, and takes the time that it takes. */
  readonly approve?: (product: Product) => Promise<void>;
}

/** Opens the API in a way that has its conditions settled. */
export type OpenProducts = (options: Omit<ProductApiOptions, 'conditions'>) => FetchHandler;

const JSON_TYPE = 'application/json';
const MERGE_PATCH = 'application/merge-patch+json';
const PRODUCT = '/products/:id{[1-9][0-9]{0,9}}';

/** An API to create, read, replace, change and delete products. */
export function productApi({
  db,
  conditions = required,
  approve = async () => {},
}: ProductApiOptions) {
  const products = productStore(db);
  const app = new Hono();

  app.post('/products', async (c) => {
    if (contentType(c) !== JSON_TYPE) return unsupported('Accept', JSON_TYPE);
    const content = await readJson(c.req.raw);
    if (content.state !== 'read') return unreadable(content);
    if (!isProduct(content.value)) return noSuchThing();
    const location = `/products/${products.insert(content.value)}`;
    return show(content.value, 201, { Location: location, 'Content-Location': location });
  });

  /** HEAD comes here too: Hono answers it as GET and leaves the content out (RFC 9110 §9.3.2). */
  app.get(PRODUCT, (c) => {
    const product = products.find(c.req.param('id'));
    if (product === undefined) return noProduct();
    if (!acceptsJson(c.req.raw.headers.get('Accept'))) return notAcceptable();
    switch (evaluate(c, product)) {
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
    if (contentType(c) !== JSON_TYPE) return unsupported('Accept', JSON_TYPE);
    const content = await readJson(c.req.raw);
    if (content.state !== 'read') return unreadable(content);
    const product = content.value;
    if (!isProduct(product)) return noSuchThing();
    // Whatever takes time comes before the conditions: they are looked at last, with the write.
    await approve(product);
    return change(c, () => {
      products.replace(c.req.param('id'), product);
      // An entity tag here says: what you sent is what is stored, byte for byte (RFC 9110 §9.3.4).
      const stored = representationOf(product);
      const headers = content.text === stored ? { ETag: conditions.tagOf(stored) } : {};
      return new Response(null, { status: 204, headers });
    });
  });

  app.patch(PRODUCT, async (c) => {
    if (contentType(c) !== MERGE_PATCH) return unsupported('Accept-Patch', MERGE_PATCH);
    const content = await readJson(c.req.raw);
    if (content.state !== 'read') return unreadable(content);
    return change(c, (current) => {
      const product = mergePatch(current, content.value);
      if (!isProduct(product)) return noSuchThing();
      products.replace(c.req.param('id'), product);
      // Who sends a patch does not know the result. Content-Location says that this is it (RFC 9110 §8.7).
      return show(product, 200, { 'Content-Location': `/products/${c.req.param('id')}` });
    });
  });

  app.delete(PRODUCT, (c) =>
    change(c, () => {
      products.remove(c.req.param('id'));
      return new Response(null, { status: 204 });
    }),
  );

  app.all('/products', () => notAllowed('POST'));
  app.all(PRODUCT, () => notAllowed('GET, HEAD, PUT, PATCH, DELETE'));
  app.notFound(nothingHere);

  /**
   * Performs a write if its conditions hold. The look and the write are one transaction: between the
   * two, nobody else can write. Only here is the answer still true when it is used.
   */
  function change(c: Context<object, typeof PRODUCT>, write: (current: Product) => Response) {
    return products.alone(() => {
      const current = products.find(c.req.param('id'));
      // Conditions are for requests that would succeed without them (RFC 9110 §13.2.1).
      if (current === undefined) return noProduct();
      switch (evaluate(c, current)) {
        case 'holds':
          return write(current);
        case 'missing':
          return unconditional();
        default:
          return outdated();
      }
    });
  }

  function evaluate(c: Context, current: Product) {
    return conditions.evaluate(c.req.raw, conditions.tagOf(representationOf(current)));
  }

  /** What a cache must know of a product. A 304 says it again (RFC 9110 §15.4.5). */
  function fieldsOf(product: Product) {
    return {
      ETag: conditions.tagOf(representationOf(product)),
      // May be stored, and must be asked for again before each use (RFC 9111 §5.2.2.4).
      'Cache-Control': 'no-cache',
      // Another Accept may be answered with a 406 (RFC 9110 §12.5.5).
      Vary: 'Accept',
    };
  }

  function show(product: Product, status = 200, fields: Readonly<Record<string, string>> = {}) {
    const text = representationOf(product);
    const headers = {
      'Content-Type': JSON_TYPE,
      // Said for HEAD, whose answer has no content to count (RFC 9110 §8.6).
      'Content-Length': String(Buffer.byteLength(text)),
      ...fieldsOf(product),
      ...fields,
    };
    return new Response(text, { status, headers });
  }

  return app;
}

/** The media type of the content, without its parameters. */
function contentType(c: Context): string | undefined {
  return c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
}
