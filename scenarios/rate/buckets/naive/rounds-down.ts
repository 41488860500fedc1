import type { Bucket, BucketSize } from '../bucket.ts';

/**
 * Whole tokens only: what has come back is rounded down, and the time is noted with each request.
 * Whoever asks more often than a token comes back never gets one.
 */
export function roundsDown({ tokens, everyMs }: BucketSize): Bucket {
  const buckets = new Map<string, { left: number; at: number }>();

  return {
    take(who, nowMs) {
      const bucket = buckets.get(who) ?? { left: tokens, at: nowMs };
      buckets.set(who, bucket);
      bucket.left = Math.min(tokens, bucket.left + Math.floor((nowMs - bucket.at) / everyMs));
      bucket.at = nowMs;
      if (bucket.left === 0) return { admitted: false, retryAfterMs: everyMs };
      bucket.left -= 1;
      return { admitted: true };
    },
    remembers: () => buckets.size,
  };
}
