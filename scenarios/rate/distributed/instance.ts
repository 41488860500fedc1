import type { Clock, FetchHandler } from 'apilab';
import { limitedApi } from '../parts/limited-api.ts';
import type { Limit, Limiter } from '../parts/limiter.ts';
import { pricesApi } from '../parts/prices-api.ts';
import { type StoreCalls, sharedLog } from './shared-log.ts';
import { decidedWithoutStore, type WithoutStoreOptions } from './without-store.ts';

export interface InstanceOptions extends WithoutStoreOptions {
  readonly clock: Clock;
  readonly store: StoreCalls;
  readonly limit: Limit;
  readonly whoHas: (token: string) => string | undefined;
  readonly newId: () => string;
}

/** What an instance does to count. */
export interface Counting {
  readonly count: (store: StoreCalls, limit: Limit, newId: () => string) => Limiter;
  readonly decide: (limiter: Limiter, options: WithoutStoreOptions) => Limiter;
}

const shared: Counting = { count: sharedLog, decide: decidedWithoutStore };

/** One of several instances of an API that together keep one limit. */
export function instance(options: InstanceOptions, counting: Partial<Counting> = {}): FetchHandler {
  const { store, limit, newId, clock, whoHas } = options;
  const { count, decide } = { ...shared, ...counting };
  const limiter = decide(count(store, limit, newId), options);
  return limitedApi({ api: pricesApi({ ABC: 18_550 }), clock, limit, whoHas, limiter });
}
