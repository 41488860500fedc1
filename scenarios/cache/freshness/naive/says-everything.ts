import type { Lifetimes } from '../shop.ts';

/** All that sounds careful, on every page. The strictest of it decides, and that is no-store. */
export function saysEverything(priceSeconds: number): Lifetimes {
  const everything = `no-store, no-cache, must-revalidate, private, max-age=${priceSeconds}`;
  return { price: everything, stock: everything, basket: everything, receipt: everything };
}
