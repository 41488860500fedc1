import type { Bucket, BucketSize } from './bucket.ts';

/**
 * The generic cell rate algorithm: a single time for each client, at which its next request would be
 * due if all came evenly. Each request that is admitted moves that time on; whoever is further ahead of
 * it than a burst may be is refused. It decides as a token bucket does, and one number is easier to keep.
 */
export function gcra({ tokens, everyMs }: BucketSize): Bucket {
  const aheadMs = (tokens - 1) * everyMs;
  /** Whoever was admitted last stands last. */
  const dueTimes = new Map<string, number>();
  let lastMs = 0;

  return {
    take(who, nowMs) {
      forget(nowMs);
      const due = Math.max(dueTimes.get(who) ?? nowMs, nowMs);
      if (due - nowMs > aheadMs) return { admitted: false, retryAfterMs: due - nowMs - aheadMs };
      dueTimes.delete(who);
      dueTimes.set(who, due + everyMs);
      return { admitted: true };
    },
    remembers: () => dueTimes.size,
  };

  /** Lets go of those who are not ahead, once in the time that a burst takes to be forgotten. */
  function forget(nowMs: number): void {
    if (nowMs - lastMs < aheadMs + everyMs) return;
    lastMs = nowMs;
    for (const [who, due] of dueTimes) if (due <= nowMs) dueTimes.delete(who);
  }
}
