import type { Bucket, BucketSize } from './bucket.ts';

/** What is known of a client: what the bucket held, counted in milliseconds of waiting, and when. */
interface Level {
  readonly savedMs: number;
  readonly at: number;
}

/**
 * A bucket of tokens for each client: a request takes one, and one comes back each `everyMs` until the
 * bucket is full. Nothing runs in the background: what has come back is worked out when somebody asks.
 * Whoever is not known has a full bucket, so a bucket that is full again can be forgotten.
 */
export function tokenBucket({ tokens, everyMs }: BucketSize): Bucket {
  const fullMs = tokens * everyMs;
  /** Whoever was admitted last stands last. */
  const levels = new Map<string, Level>();

  return {
    take(who, nowMs) {
      forget(nowMs);
      const known = levels.get(who);
      // Time, not tokens: a part of a token is kept, whenever somebody asks, and nothing is rounded.
      const savedMs = known ? Math.min(fullMs, known.savedMs + nowMs - known.at) : fullMs;
      if (savedMs < everyMs) return { admitted: false, retryAfterMs: everyMs - savedMs };
      levels.delete(who);
      levels.set(who, { savedMs: savedMs - everyMs, at: nowMs });
      return { admitted: true };
    },
    remembers: () => levels.size,
  };

  /** Lets go of those who were admitted last so long ago that their bucket is full, whatever it held. */
  function forget(nowMs: number): void {
    for (const [who, { at }] of levels) {
      if (nowMs - at < fullMs) return;
      levels.delete(who);
    }
  }
}
