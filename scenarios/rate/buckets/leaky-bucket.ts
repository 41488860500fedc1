import type { Clock, Timer } from 'apilab';

/** How far apart work leaves the queue, and how much of it may wait there. */
export interface QueueSize {
  readonly everyMs: number;
  readonly places: number;
}

/** Whose turn will come, or why not. */
export type Place =
  | { readonly entered: true; readonly turn: Promise<void> }
  /** All places are taken. After `retryAfterMs` the next one gets free. */
  | { readonly entered: false; readonly retryAfterMs: number };

/** Lets work through one by one. */
export interface Queue {
  /**
   * @returns a promise of its turn, which rejects with the reason of `signal` if whoever waits goes
   * away: their place is free at once
   */
  enter(signal: AbortSignal): Place;
}

/**
 * A leaky bucket as a queue: whatever comes in, work leaves it `everyMs` apart, and what finds no place
 * is refused. Waiting is bounded with the queue: nobody waits longer than `places` turns.
 */
export function leakyBucket({ everyMs, places }: QueueSize, clock: Clock): Queue {
  /** Who waits, in order: what to call when their turn has come. */
  const waiting = new Set<() => void>();
  let nextAt = 0;
  let drip: Timer | undefined;

  return {
    enter(signal) {
      const now = clock.now();
      if (drip === undefined && now >= nextAt) {
        nextAt = now + everyMs;
        return { entered: true, turn: Promise.resolve() };
      }
      if (waiting.size >= places) return { entered: false, retryAfterMs: nextAt - now };
      return { entered: true, turn: wait(signal) };
    },
  };

  function wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        waiting.delete(go);
        reject(signal.reason);
      };
      const go = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      if (signal.aborted) return reject(signal.reason);
      signal.addEventListener('abort', leave, { once: true });
      waiting.add(go);
      drip ??= clock.setTimer(nextAt - clock.now(), next);
    });
  }

  function next(): void {
    drip = undefined;
    const [first] = waiting;
    if (first === undefined) return;
    waiting.delete(first);
    nextAt = clock.now() + everyMs;
    if (waiting.size > 0) drip = clock.setTimer(everyMs, next);
    first();
  }
}
