import type { Follow } from '../follow.ts';
import type { Price } from '../price-feed.ts';

/** A generator that waits for the next price, and tidies up when it is told to return. */
export const generator: Follow = async function* (feed, stock) {
  let wake = (_: Price) => {};
  const stop = feed.listen((price) => price.stock === stock && wake(price));
  try {
    for (;;) {
      const price = await new Promise<Price>((resolve) => {
        wake = resolve;
      });
      yield { price };
    }
  } finally {
    stop();
  }
};
