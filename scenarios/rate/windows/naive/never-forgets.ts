import type { Limit, RateLimiter } from '../limiter.ts';

/** An exact log from which nothing is ever taken: each client that came once stays for ever. */
export function neverForgets({ requests, windowMs }: Limit): RateLimiter {
  const logs = new Map<string, number[]>();

  return {
    take(who, nowMs) {
      const log = logs.get(who) ?? [];
      logs.set(who, log);
      const oldest = log.filter((at) => at > nowMs - windowMs).at(-requests);
      if (oldest !== undefined) return { admitted: false, retryAfterMs: oldest + windowMs - nowMs };
      log.push(nowMs);
      return { admitted: true };
    },
    remembers: () => ({ clients: logs.size, numbers: [...logs.values()].flat().length }),
  };
}
