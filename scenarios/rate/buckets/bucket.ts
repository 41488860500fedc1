import type { Limiter } from '../parts/limiter.ts';

/** How many may come at once after a rest, and how far apart they may come for good. */
export interface BucketSize {
  readonly tokens: number;
  /** A new token each time this is over, in milliseconds. */
  readonly everyMs: number;
}

/** A limiter in the memory of its process that lets short bursts through. */
export interface Bucket extends Limiter {
  /** Of how many clients it knows anything, for a metric. */
  remembers(): number;
}
