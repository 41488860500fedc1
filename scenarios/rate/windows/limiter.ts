import type { Limiter } from '../parts/limiter.ts';

export type { Decision, Limit } from '../parts/limiter.ts';

/** A limiter in the memory of its process. */
export interface RateLimiter extends Limiter {
  /** How many clients and how many numbers it remembers, for a metric. */
  remembers(): { readonly clients: number; readonly numbers: number };
}
