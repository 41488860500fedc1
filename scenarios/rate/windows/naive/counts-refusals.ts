import type { Limit, RateLimiter } from '../limiter.ts';

/**
 * Logs the request first, then looks whether it was one too many. So what is refused counts as well:
 * whoever keeps asking keeps themselves out, and the time in `Retry-After` is not true.
 */
export function countsRefusals({ requests, windowMs }: Limit): RateLimiter {
  const logs = new Map<string, readonly number[]>();

  return {
    take(who, nowMs) {
      for (const [other, log] of logs) {
        if ((log.at(-1) ?? 0) > nowMs - windowMs) break;
        logs.delete(other);
      }
      const log = [...(logs.get(who) ?? []).filter((at) => at > nowMs - windowMs), nowMs];
      logs.delete(who);
      logs.set(who, log);
      const oldest = log.at(-requests);
      if (log.length <= requests || oldest === undefined) return { admitted: true };
      return { admitted: false, retryAfterMs: oldest + windowMs - nowMs };
    },
    remembers: () => ({ clients: logs.size, numbers: [...logs.values()].flat().length }),
  };
}
