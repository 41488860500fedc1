import type { OrderStore } from './order-store.ts';

/** Sums up all orders. Rejects with the signal's reason once it is aborted. */
export type SumUp = (store: OrderStore, signal: AbortSignal) => Promise<number>;

/** Stops with the page at which nobody waits any more: every wait is given the signal. */
export const sumWhileWanted: SumUp = async (store, signal) => {
  let cents = 0;
  for (let page = 0; page < store.pages; page++) {
    cents += await store.centsOfPage(page, { signal });
  }
  return cents;
};
