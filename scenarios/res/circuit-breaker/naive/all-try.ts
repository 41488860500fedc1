import { type BreakerOptions, circuitBreaker } from '../breaker.ts';

/** A breaker that lets all try at once as soon as its rest is over. */
export const allTry = (options: BreakerOptions) =>
  circuitBreaker({ ...options, mayTry: () => true });
