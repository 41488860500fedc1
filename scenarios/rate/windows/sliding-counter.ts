import type { Limit, RateLimiter } from './limiter.ts';

/** What is known of a client: how much was admitted in a window, and in the one before it. */
interface Counts {
  readonly window: number;
  readonly current: number;
  readonly previous: number;
}

/**
 * Two counters in place of a log: the window before counts for the share of it that is less than a
 * window ago, as if its requests had been spread evenly. Three numbers for each client, and no burst
 * at the edge; but it is an estimate, and some stretch may hold up to twice the limit less one.
 */
export function slidingCounter({ requests, windowMs }: Limit): RateLimiter {
  /** Whoever was admitted last stands last. */
  const clients = new Map<string, Counts>();

  return {
    take(who, nowMs) {
      // Whole milliseconds, and no division before the decision: nothing is lost to rounding.
      const window = Math.floor(nowMs / windowMs);
      const elapsedMs = Math.floor(nowMs) - window * windowMs;
      forget(window);
      const { current, previous } = countsIn(window, clients.get(who));
      const estimate = previous * (windowMs - elapsedMs) + current * windowMs;
      if (estimate + windowMs > requests * windowMs) {
        return { admitted: false, retryAfterMs: waitMs(current, previous, elapsedMs) };
      }
      clients.delete(who);
      clients.set(who, { window, current: current + 1, previous });
      return { admitted: true };
    },
    remembers: () => ({ clients: clients.size, numbers: 3 * clients.size }),
  };

  function countsIn(window: number, known: Counts | undefined): Omit<Counts, 'window'> {
    if (known?.window === window) return known;
    return { current: 0, previous: known?.window === window - 1 ? known.current : 0 };
  }

  /** How long until the estimate has room for one more. */
  function waitMs(current: number, previous: number, elapsedMs: number): number {
    const room = requests - 1 - current;
    if (room >= 0) return elapsedFor(previous, room) - elapsedMs;
    // Full already: not before the next window, in which this one is the window before.
    return windowMs - elapsedMs + elapsedFor(current, requests - 1);
  }

  /** How much of a window must have passed until `previous` weighs no more than `room`. */
  function elapsedFor(previous: number, room: number): number {
    return Math.max(0, Math.ceil(windowMs - (room * windowMs) / previous));
  }

  /** Lets go of those who were last admitted two windows ago, or longer. */
  function forget(window: number): void {
    for (const [who, known] of clients) {
      if (known.window >= window - 1) return;
      clients.delete(who);
    }
  }
}
