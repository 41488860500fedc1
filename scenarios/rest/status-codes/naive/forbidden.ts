import type { FetchHandler } from 'apilab';
import type { OrderStore } from '../order-store.ts';

const CUSTOMERS = ['acme', 'globex'];

/** Whoever may not do something is forbidden it: without a token, and with an order of somebody else. */
export const forbidden = (api: FetchHandler, orders: OrderStore): FetchHandler => ({
  async fetch(request) {
    const answer = await api.fetch(request);
    const [, id = ''] = /^\/orders\/(\d+)/.exec(new URL(request.url).pathname) ?? [];
    const isThere = CUSTOMERS.some((customer) => orders.find(customer, id) !== undefined);
    const isRefused = answer.status === 401 || (answer.status === 404 && isThere);
    return isRefused ? Response.json({ title: 'Forbidden' }, { status: 403 }) : answer;
  },
});
