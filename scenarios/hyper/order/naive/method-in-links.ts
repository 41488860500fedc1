import { parseJson } from 'apilab/parts/http/json';
import type { Outcome } from '../buyer.ts';
import { ordersApi } from '../orders-api.ts';
import type { Way } from '../ports.ts';
import type { Entity } from '../siren.ts';

type Links = Readonly<Record<string, { readonly href: string }>>;

/** HAL, whose links have no method, with a method in them. */
export const methodInLinks: Way = {
  api(orders, layout) {
    const { fetch } = ordersApi(orders, layout);
    return {
      async fetch(request) {
        const answer = await fetch(request);
        if (!answer.headers.get('content-type')?.endsWith('siren+json')) return answer;
        const { properties, actions = [], links } = (await answer.json()) as Entity;
        const _links = Object.fromEntries([
          ...links.map(({ rel, href }) => [rel[0], { href }]),
          ...actions.map(({ name, href, method }) => [name, { href, method }]),
        ]);
        const headers = {
          ...Object.fromEntries(answer.headers),
          'content-type': 'application/hal+json',
        };
        const { status } = answer;
        return new Response(JSON.stringify({ ...properties, _links }), { status, headers });
      },
    };
  },

  /** Made with a library for HAL, which follows links. */
  buyer(fetch, shop) {
    const seen = new Map<string, Links>();
    const read = async (url: string, init: RequestInit = {}) => {
      const answer = await fetch(url, init);
      const links: Links = Object(parseJson(await answer.text()))._links ?? {};
      const own = new URL(links.self?.href ?? url, url).href;
      if (answer.ok) seen.set(own, links);
      return { answer, links, own };
    };
    const follow = async (order: string, relation: string): Promise<Outcome> => {
      const link = seen.get(order)?.[relation];
      if (link === undefined) return 'not offered';
      const { answer } = await read(new URL(link.href, order).href);
      return answer.ok ? 'done' : `refused ${answer.status}`;
    };
    return {
      async order(item) {
        const { links } = await read(shop);
        const body = JSON.stringify({ item });
        const headers = { 'Content-Type': 'application/json' };
        const href = new URL(links.order?.href ?? '', shop).href;
        return (await read(href, { method: 'POST', headers, body })).own;
      },
      async look(order) {
        const { links } = await read(order);
        return ['pay', 'cancel'].filter((step) => step in links);
      },
      pay: (order) => follow(order, 'pay'),
      cancel: (order) => follow(order, 'cancel'),
    };
  },
};
