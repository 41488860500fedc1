import type { Entries } from '../parts/entries.ts';
import type { Outcome } from '../parts/http-cache.ts';
import type { Flights } from '../parts/single-flight.ts';
import type { Lifetime } from './origin.ts';

/** What is done otherwise than by default. */
export interface Way {
  readonly flights?: Flights<Outcome>;
  readonly entries?: (entries: Entries) => Entries;
  readonly lifetime?: Lifetime;
}
