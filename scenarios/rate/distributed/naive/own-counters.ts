import type { Limit, Limiter } from '../../parts/limiter.ts';

/** An exact log, in the memory of the instance: each instance admits the limit, and knows of no other. */
export function ownCounters(_store: unknown, { requests, windowMs }: Limit): Limiter {
  const logs = new Map<string, readonly number[]>();

  return {
    take(who, nowMs) {
      for (const [other, log] of logs) {
        if ((log.at(-1) ?? 0) > nowMs - windowMs) break;
        logs.delete(other);
      }
      const log = (logs.get(who) ?? []).filter((at) => at > nowMs - windowMs);
      const [oldest] = log.length < requests ? [] : log;
      if (oldest !== undefined) return { admitted: false, retryAfterMs: oldest + windowMs - nowMs };
      logs.delete(who);
      logs.set(who, [...log, nowMs]);
      return { admitted: true };
    },
  };
}
