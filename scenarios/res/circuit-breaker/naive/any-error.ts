import { type BreakerOptions, circuitBreaker } from '../breaker.ts';

/** A breaker for which every error is trouble: a 404 as well. */
export const anyError = (options: BreakerOptions) =>
  circuitBreaker({ ...options, isTrouble: () => true });
