import type { Backoff } from '../../parts/backoff.ts';

/**
 * Widely copied: `min(cap, base · 2ⁿ + U(0, base))`. The jitter never grows with the delay, and at the
 * cap `min` cuts it off: from there on everybody waits for the same time.
 */
export const clippedJitter: Backoff = ({ n }, { baseMs, capMs }, random) =>
  Math.min(capMs, baseMs * 2 ** n + random.between(0, baseMs));
