import type { FetchHandler } from 'apilab';
import type { TaggedProducts } from '../../parts/tagged-products-api.ts';

/** Links for people who maintain the products: each has one to see it and one to delete it. */
export const getDeletes = (api: FetchHandler, products: TaggedProducts): FetchHandler => ({
  fetch(request) {
    const { pathname } = new URL(request.url);
    const [, name = ''] = /^\/products\/([a-z0-9-]+)\/delete$/.exec(pathname) ?? [];
    if (name !== '') return Response.json({ deleted: products.delete(name) });
    if (pathname !== '/products' || request.method !== 'GET') return api.fetch(request);
    const links = [...products.keys()].flatMap((each) => [
      `/products/${each}`,
      `/products/${each}/delete`,
    ]);
    return Response.json({ products: links });
  },
});
