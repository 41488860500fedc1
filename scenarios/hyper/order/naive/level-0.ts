import { parseJson } from 'apilab/parts/http/json';
import type { Way } from '../ports.ts';
import { level1 } from './level-1.ts';

/** One address, to which everything is posted. */
export const level0: Way = {
  api(orders, layout) {
    const { fetch: behind } = level1.api(orders, layout);
    return {
      async fetch(request) {
        const content = await request.text();
        const { order = '' } = Object(parseJson(content));
        const url = new URL(`/orders/${order}`, request.url);
        return behind(new Request(url, { method: 'POST', body: content }));
      },
    };
  },

  buyer: (fetch, shop) =>
    level1.buyer((url, init) => {
      const order = String(url).split('/orders/')[1];
      const content = { ...Object(parseJson(String(init?.body))), order };
      return fetch(`${shop}/api`, { ...init, body: JSON.stringify(content) });
    }, shop),
};
