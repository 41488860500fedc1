import { type Lifetimes, lifetimes } from '../shop.ts';

/**
 * Prices say nothing of caches. Nothing forbids to keep them then, and how long is for each cache to guess
 * (RFC 9111 §4.2.2): many take a tenth of the time since the last change.
 */
export const saysNothing = (priceSeconds: number): Lifetimes => ({
  ...lifetimes(priceSeconds),
  price: undefined,
});
