import type { Limit, RateLimiter } from './limiter.ts';

/**
 * A log of the times at which requests were admitted: no stretch of the window's length, wherever it
 * begins, holds more than the limit. It is exact, and keeps up to `requests` numbers for each client.
 */
export function slidingLog({ requests, windowMs }: Limit): RateLimiter {
  /** Whoever was admitted last stands last. */
  const logs = new Map<string, readonly number[]>();

  return {
    take(who, nowMs) {
      forget(nowMs);
      const log = (logs.get(who) ?? []).filter((at) => at > nowMs - windowMs);
      const [oldest] = log.length < requests ? [] : log;
      // What is refused is not logged: it took nothing, and would keep its sender out for longer.
      if (oldest !== undefined) return { admitted: false, retryAfterMs: oldest + windowMs - nowMs };
      logs.delete(who);
      logs.set(who, [...log, nowMs]);
      return { admitted: true };
    },
    remembers: () => ({
      clients: logs.size,
      numbers: [...logs.values()].reduce((sum, { length }) => sum + length, 0),
    }),
  };

  /** Lets go of those whose last request no window holds any more. */
  function forget(nowMs: number): void {
    for (const [who, log] of logs) {
      if ((log.at(-1) ?? 0) > nowMs - windowMs) return;
      logs.delete(who);
    }
  }
}
