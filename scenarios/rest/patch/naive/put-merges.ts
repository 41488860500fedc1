import type { FetchHandler } from 'apilab';
import { readJson } from 'apilab/parts/http/json';
import type { TaggedProducts } from '../../parts/tagged-products-api.ts';

/** An update in the sense of many databases: the members that came are set, the others stay. */
export const putMerges = (api: FetchHandler, products: TaggedProducts): FetchHandler => ({
  async fetch(request) {
    const { method, url } = request;
    if (method !== 'PUT') return api.fetch(request);
    const [, name = ''] = /^\/products\/([a-z0-9-]+)$/.exec(new URL(url).pathname) ?? [];
    const content = await readJson(request);
    const sent = content.state === 'read' ? Object(content.value) : {};
    const headers = new Headers(request.headers);
    headers.delete('content-length');
    const body = JSON.stringify({ ...products.get(name), ...sent });
    return api.fetch(new Request(url, { method, headers, body }));
  },
});
