import type { Product } from '../parts/product.ts';

/** A client of an API for products: what it wants done, whatever crosses the wire for it. */
export interface ProductClient {
  /** The address at which products are created. */
  readonly products: string;
  /** @returns what names the product from now on, for the other calls */
  create(product: Product): Promise<string>;
  read(address: string): Promise<Response>;
  replace(address: string, product: Product): Promise<Response>;
  change(address: string, patch: Partial<Product>): Promise<Response>;
  remove(address: string): Promise<Response>;
}

/**
 * Says what it wants by the method and of what by the URL (RFC 9110 §9.3). It knows one address, that
 * of all products; the server names the others in `Location`.
 *
 * @param products the URL of all products
 */
export function productClient(fetch: typeof globalThis.fetch, products: string): ProductClient {
  const send = (method: string, url: string, type: string, content: unknown) =>
    fetch(url, {
      method,
      headers: { 'content-type': type },
      body: JSON.stringify(content),
    });
  return {
    products,
    async create(product) {
      const response = await send('POST', products, 'application/json', product);
      const location = response.headers.get('location');
      if (response.status !== 201 || location === null) {
        throw new Error(`${products} created nothing, but answered ${response.status}`);
      }
      return new URL(location, products).href;
    },
    read: (url) => fetch(url),
    replace: (url, product) => send('PUT', url, 'application/json', product),
    change: (url, patch) => send('PATCH', url, 'application/merge-patch+json', patch),
    remove: (url) => fetch(url, { method: 'DELETE' }),
  };
}
