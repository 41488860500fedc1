import type { Price, PriceFeed } from './price-feed.ts';

/** What a subscription is fed with: each value is the root of one execution (GraphQL §6.2.3). */
export type PriceEvents = AsyncIterableIterator<{ readonly price: Price }>;

/** Follows a stock, from now on. */
export type Follow = (feed: PriceFeed, stock: string) => PriceEvents;

/**
 * The prices of a stock until `return` is called, which ends it at once, even while it waits for a price
 * that may never come. Who reads slowly gets the newest, and no heap of old ones.
 */
export const untilReturned: Follow = (feed, stock) => {
  let newest: Price | undefined;
  let isOver = false;
  let wake = () => {};
  const stop = feed.listen((price) => {
    if (price.stock !== stock) return;
    newest = price;
    wake();
  });
  const over = { value: undefined, done: true } as const;
  return {
    async next() {
      while (newest === undefined && !isOver) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (newest === undefined || isOver) return over;
      const price = newest;
      newest = undefined;
      return { value: { price }, done: false };
    },
    async return() {
      isOver = true;
      stop();
      wake();
      return over;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};
