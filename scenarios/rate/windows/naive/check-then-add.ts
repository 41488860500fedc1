import type { Clock } from 'apilab';
import type { Limit, RateLimiter } from '../limiter.ts';

/** The way to the store and back, in milliseconds. */
const ROUND_TRIP_MS = 5;

/**
 * A log in a store across the network: one call to count, another one to add. Each is right. But all
 * who count before the first has added find room.
 */
export function checkThenAdd({ requests, windowMs }: Limit, clock: Clock): RateLimiter {
  const logs = new Map<string, readonly number[]>();
  const recent = (who: string, nowMs: number) =>
    (logs.get(who) ?? []).filter((at) => at > nowMs - windowMs);

  return {
    async take(who, nowMs) {
      await clock.sleep(ROUND_TRIP_MS);
      const log = recent(who, nowMs);
      const oldest = log.at(-requests);
      if (oldest !== undefined) return { admitted: false, retryAfterMs: oldest + windowMs - nowMs };
      await clock.sleep(ROUND_TRIP_MS);
      for (const key of logs.keys()) if (recent(key, nowMs).length === 0) logs.delete(key);
      logs.set(who, [...recent(who, nowMs), nowMs]);
      return { admitted: true };
    },
    remembers: () => ({ clients: logs.size, numbers: [...logs.values()].flat().length }),
  };
}
