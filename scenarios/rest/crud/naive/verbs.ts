import { readJson } from 'apilab/parts/http/json';
import type { Database } from 'apilab/parts/shop/database';
import { isProduct, mergePatch } from '../../parts/product.ts';
import { productStore } from '../../parts/product-store.ts';
import type { ProductClient } from '../product-client.ts';

type Reply = Readonly<Record<string, unknown>>;

const fails = (error: string): Reply => ({ ok: false, error });

/**
 * An API of calls, as many write it: the URL says what is to be done, the method is always POST, and
 * the answer is always 200. Whether the call went well is in the content.
 */
export function verbsApi(db: Database) {
  const products = productStore(db);
  const calls: Readonly<Record<string, (content: Reply) => Reply>> = {
    '/createProduct': (product) => {
      if (!isProduct(product)) return fails('not a product');
      return { ok: true, id: products.insert(product) };
    },
    '/getProduct': ({ id }) => {
      const product = products.find(String(id));
      return product ? { ok: true, product } : fails('no such product');
    },
    '/updateProduct': ({ id, ...changes }) => {
      const product = mergePatch(products.find(String(id)), changes);
      if (!isProduct(product)) return fails('not a product');
      products.replace(String(id), product);
      return { ok: true };
    },
    '/deleteProduct': ({ id }) => {
      products.remove(String(id));
      return { ok: true };
    },
  };

  return {
    async fetch(request: Request): Promise<Response> {
      const call = calls[new URL(request.url).pathname];
      const content = await readJson(request);
      const argument = content.state === 'read' ? content.value : undefined;
      const isObject = typeof argument === 'object' && argument !== null;
      return Response.json(call && isObject ? call({ ...argument }) : fails('no such call'));
    },
  };
}

/** A client of such an API. It knows the address of each call. */
export function verbsClient(fetch: typeof globalThis.fetch, base: string): ProductClient {
  const call = (name: string, content: object) =>
    fetch(`${base}/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(content),
    });
  const idIn = (address: string) => Number(new URL(address).hash.slice(1));
  return {
    products: `${base}/createProduct`,
    async create(product) {
      const response = await call('createProduct', product);
      const { id }: { id?: number } = Object(await response.json());
      return `${base}/getProduct#${id}`;
    },
    read: (address) => call('getProduct', { id: idIn(address) }),
    replace: (address, product) => call('updateProduct', { id: idIn(address), ...product }),
    change: (address, patch) => call('updateProduct', { id: idIn(address), ...patch }),
    remove: (address) => call('deleteProduct', { id: idIn(address) }),
  };
}
