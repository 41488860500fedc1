import type { FetchHandler } from 'apilab';
import type { Buyer } from './buyer.ts';
import { buyer } from './buyer.ts';
import type { Orders } from './orders.ts';
import { type Layout, ordersApi } from './orders-api.ts';

/** A way to sell and to buy: an API, and what somebody who buys there is made of. */
export interface Way {
  readonly api: (orders: Orders, layout: Layout) => FetchHandler;
  readonly buyer: (fetch: typeof globalThis.fetch, shop: string) => Buyer;
}

export const LINKED: Way = { api: ordersApi, buyer };
