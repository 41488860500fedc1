import type { Clock } from 'apilab';
import type { Bucket, BucketSize } from '../bucket.ts';

/** The way to the store and back, in milliseconds. */
const ROUND_TRIP_MS = 5;

/**
 * A bucket in a store across the network: HGETALL reads it, HSET writes what is left. Whoever reads
 * before another has written takes the same token.
 */
export function readThenWrite({ tokens, everyMs }: BucketSize, clock: Clock): Bucket {
  const store = new Map<string, { readonly left: number; readonly at: number }>();

  return {
    async take(who, nowMs) {
      await clock.sleep(ROUND_TRIP_MS);
      const { left, at } = store.get(who) ?? { left: tokens, at: nowMs };
      const now = Math.min(tokens, left + (nowMs - at) / everyMs);
      if (now < 1) return { admitted: false, retryAfterMs: (1 - now) * everyMs };
      await clock.sleep(ROUND_TRIP_MS);
      store.set(who, { left: now - 1, at: nowMs });
      return { admitted: true };
    },
    remembers: () => store.size,
  };
}
