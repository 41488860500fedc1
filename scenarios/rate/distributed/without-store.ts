import type { Clock, Timer } from 'apilab';
import type { Limiter } from '../parts/limiter.ts';

/** What is done while nobody can count: `open` lets everybody in, `closed` nobody. */
export type Policy = 'open' | 'closed';

export interface WithoutStoreOptions {
  readonly clock: Clock;
  /** No rule says which is right: it depends on what the limit protects. */
  readonly policy: Policy;
  /** How long to wait for the store, in milliseconds. By default 50: a limit must not cost more. */
  readonly patienceMs?: number;
  /** How many may wait for it at a time. By default 100: a silent store must not fill the memory. */
  readonly mostWaiting?: number;
  /** Told of each request that nobody counted: what raises the alarm. */
  readonly onUncounted?: (why: unknown) => void;
}

/** Decides what becomes of a request if the store fails or is silent, and says so to whoever watches. */
export function decidedWithoutStore(
  limiter: Limiter,
  {
    clock,
    policy,
    patienceMs = 50,
    mostWaiting = 100,
    onUncounted = () => {},
  }: WithoutStoreOptions,
): Limiter {
  let waiting = 0;

  async function counted(who: string, nowMs: number) {
    if (waiting >= mostWaiting) throw new Error('too many wait for the store');
    waiting += 1;
    try {
      return await limiter.take(who, nowMs);
    } finally {
      waiting -= 1;
    }
  }

  return {
    async take(who, nowMs) {
      const patience = silenceAfter(clock, patienceMs);
      try {
        return await Promise.race([counted(who, nowMs), patience.over]);
      } catch (why) {
        onUncounted(why);
        if (policy === 'open') return { admitted: true };
        return { admitted: 'unknown', retryAfterMs: RETRY_AFTER_MS };
      } finally {
        patience.cancel();
      }
    },
  };
}

/** Nobody knows when the store is back: soon, and not at once. */
const RETRY_AFTER_MS = 5000;

/** A promise that rejects when the time is over. */
function silenceAfter(clock: Clock, delayMs: number) {
  let timer: Timer | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = clock.setTimer(delayMs, () => reject(new Error('the store is silent')));
  });
  return { over, cancel: () => timer?.cancel() };
}
