import type { Limit, RateLimiter } from '../limiter.ts';

/**
 * One counter for each window of the clock. At the edge of two windows it begins at zero, so that twice
 * the limit gets in within a moment: all of one window at its end, all of the next at its beginning.
 */
export function fixedWindow({ requests, windowMs }: Limit): RateLimiter {
  const clients = new Map<string, { readonly window: number; readonly count: number }>();

  return {
    take(who, nowMs) {
      const window = Math.floor(nowMs / windowMs);
      for (const [other, known] of clients) {
        if (known.window === window) break;
        clients.delete(other);
      }
      const count = clients.get(who)?.count ?? 0;
      if (count >= requests)
        return { admitted: false, retryAfterMs: (window + 1) * windowMs - nowMs };
      clients.delete(who);
      clients.set(who, { window, count: count + 1 });
      return { admitted: true };
    },
    remembers: () => ({ clients: clients.size, numbers: 2 * clients.size }),
  };
}
