import type { Limit, Limiter } from '../../parts/limiter.ts';
import type { StoreCalls } from '../shared-log.ts';

/**
 * A shared counter: the first request of a window sets it to one, and then gives it its lifetime with a
 * second command. Whoever dies in between leaves a counter that never ends: no later request is the first.
 */
export function incrThenExpire(store: StoreCalls, { requests, windowMs }: Limit): Limiter {
  return {
    async take(who) {
      const key = `rate:${who}`;
      const count = Number(await store.call('INCR', key));
      if (count === 1) await store.call('PEXPIRE', key, String(windowMs));
      if (count <= requests) return { admitted: true };
      return { admitted: false, retryAfterMs: Number(await store.call('PTTL', key)) };
    },
  };
}
