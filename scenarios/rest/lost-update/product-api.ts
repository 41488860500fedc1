import type { Database } from 'apilab/parts/shop/database';
import { type Context, Hono } from 'hono';
import { type Conditions, standardConditions } from './conditions.ts';
import {
  badJson,
  badProduct,
  noProduct,
  notAcceptable,
  notAllowed,
  outdated,
  unconditional,
  unsupported,
} from './problem.ts';
import { isProduct, mergePatch, type Product, representationOf } from './product.ts';

export interface ProductApiOptions {
  readonly db: Database;
  /** What is made of conditions; as the standard has it where nothing is said. */
  readonly conditions?: Conditions;
  /** Somebody who looks at each new version before it counts, and takes the time that it takes. */
  readonly approve?: (product: Product) => Promise<void>;
}

/** An API to create, read, replace, change and delete products: of those who edit, nobody's edit gets lost. */
export function productApi({
  db,
  conditions = standardConditions,
  approve = async () => {},
}: ProductApiOptions) {
  const app = new Hono();

  app.post('/products', async (c) => {
    if (contentType(c) !== 'application/json') return unsupported('Accept', 'application/json');
    const product = readJson(await c.req.text());
    if (product === undefined) return badJson();
    if (!isProduct(product)) return badProduct();
    const location = `/products/${insert(product)}`;
    return show(product, 201, { Location: location, 'Content-Location': location });
  });

  /** HEAD comes here too: Hono answers it as GET and leaves the content out (RFC 9110 §9.3.2). */
  app.get('/products/:id{[0-9]+}', (c) => {
    const product = find(c.req.param('id'));
    if (product === undefined) return noProduct();
    if (!acceptsJson(c.req.header('Accept'))) return notAcceptable();
    switch (judge(c, product)) {
      case 'not-modified':
        return new Response(null, { status: 304, headers: fieldsOf(product) });
      case 'failed':
        return outdated();
      default:
        return show(product);
    }
  });

  app.put('/products/:id{[0-9]+}', async (c) => {
    if (contentType(c) !== 'application/json') return unsupported('Accept', 'application/json');
    const content = await c.req.text();
    const product = readJson(content);
    if (product === undefined) return badJson();
    if (!isProduct(product)) return badProduct();
    // Whatever takes time comes before the conditions: they are looked at last, with the write.
    await approve(product);
    return change(c, () => {
      replace(c.req.param('id'), product);
      // An entity tag here says: what you sent is what is stored, byte for byte (RFC 9110 §9.3.4).
      const stored = representationOf(product);
      return new Response(null, {
        status: 204,
        headers: content === stored ? { ETag: conditions.tagOf(stored) } : {},
      });
    });
  });

  app.patch('/products/:id{[0-9]+}', async (c) => {
    const type = 'application/merge-patch+json';
    if (contentType(c) !== type) return unsupported('Accept-Patch', type);
    const content = await c.req.text();
    return change(c, (current) => {
      const patch = readJson(content);
      if (patch === undefined) return badJson();
      const product = mergePatch(current, patch);
      if (!isProduct(product)) return badProduct();
      replace(c.req.param('id'), product);
      // Who sends a patch does not know the result. Content-Location says that this is it (RFC 9110 §8.7).
      return show(product, 200, { 'Content-Location': c.req.path });
    });
  });

  app.delete('/products/:id{[0-9]+}', (c) =>
    change(c, () => {
      db.run('DELETE FROM products WHERE id = ?', [c.req.param('id')]);
      return new Response(null, { status: 204 });
    }),
  );

  app.all('/products', () => notAllowed('POST'));
  app.all('/products/:id{[0-9]+}', () => notAllowed('GET, HEAD, PUT, PATCH, DELETE'));

  /**
   * Performs a write if its conditions hold. The look and the write are one transaction that has the
   * write lock from its beginning: between the two, nobody else can write. In memory and on the wire
   * an entity tag means nothing; here it decides.
   */
  function change(c: Context, write: (current: Product) => Response): Response {
    return db.transaction(() => {
      const current = find(c.req.param('id'));
      // Conditions are for requests that would succeed without them (RFC 9110 §13.2.1).
      if (current === undefined) return noProduct();
      switch (judge(c, current)) {
        case 'failed':
          return outdated();
        case 'missing':
          return unconditional();
        default:
          return write(current);
      }
    });
  }

  function judge(c: Context, current: Product) {
    return conditions.judge(c.req.raw, conditions.tagOf(representationOf(current)));
  }

  /** What a cache must know of a product. A 304 says it again (RFC 9110 §15.4.5). */
  function fieldsOf(product: Product) {
    return {
      ETag: conditions.tagOf(representationOf(product)),
      // May be stored, and must be asked for again before each use (RFC 9111 §5.2.2.4).
      'Cache-Control': 'no-cache',
      // Whether there is JSON or a 406 depends on Accept (RFC 9110 §12.5.5).
      Vary: 'Accept',
    };
  }

  function show(product: Product, status = 200, fields: Readonly<Record<string, string>> = {}) {
    const headers = { 'Content-Type': 'application/json', ...fieldsOf(product), ...fields };
    return new Response(representationOf(product), { status, headers });
  }

  function find(id = ''): Product | undefined {
    const row = db.get('SELECT name, cents FROM products WHERE id = ?', [id]);
    return row && { name: String(row.name), cents: Number(row.cents) };
  }

  function insert({ name, cents }: Product): number {
    const sql = 'INSERT INTO products (name, cents) VALUES (?, ?) RETURNING id';
    return Number(db.get(sql, [name, cents])?.id);
  }

  function replace(id: string, { name, cents }: Product): void {
    db.run('UPDATE products SET name = ?, cents = ? WHERE id = ?', [name, cents, id]);
  }

  return app;
}

function contentType(c: Context): string | undefined {
  return c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
}

/** Whether JSON is among what a client takes; who says nothing takes anything (RFC 9110 §12.5.1). */
function acceptsJson(accept = '*/*'): boolean {
  return accept.split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const refused = parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
    return ['*/*', 'application/*', 'application/json'].includes(type) && !refused;
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
