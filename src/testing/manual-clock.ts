import type { Clock } from '../lab/time/clock.ts';
import { EPOCH } from '../lab/time/lab-clock.ts';

interface Waiting {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** How many timers wait. */
  readonly timers: number;
  /** Moves on to a time, in milliseconds, and calls in order what was due until then. */
  advanceTo(untilMs: number): void;
}

export function manualClock(): ManualClock {
  let time = 0;
  let waiting: Waiting[] = [];

  const clock: ManualClock = {
    now: () => time,
    date: () => new Date(EPOCH + time),
    setTimer(delayMs, callback) {
      const timer = { at: time + delayMs, callback };
      waiting.push(timer);
      return {
        cancel: () => {
          waiting = waiting.filter((each) => each !== timer);
        },
      };
    },
    sleep: (delayMs, { signal } = {}) =>
      new Promise((resolve, reject) => {
        const timer = clock.setTimer(delayMs, resolve);
        signal?.addEventListener('abort', () => {
          timer.cancel();
          reject(signal.reason);
        });
      }),
    get timers() {
      return waiting.length;
    },
    advanceTo(untilMs) {
      for (;;) {
        const [next] = waiting.toSorted((a, b) => a.at - b.at);
        if (next === undefined || next.at > untilMs) break;
        waiting = waiting.filter((each) => each !== next);
        time = Math.max(time, next.at);
        next.callback();
      }
      time = untilMs;
    },
  };
  return clock;
}
