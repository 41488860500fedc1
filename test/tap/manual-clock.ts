interface Waiting {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that stands still until a test moves it. */
export function manualClock() {
  let time = 0;
  let waiting: Waiting[] = [];
  return {
    now: () => time,
    setTimer(delayMs: number, callback: () => void) {
      const timer = { at: time + delayMs, callback };
      waiting.push(timer);
      return {
        cancel: () => {
          waiting = waiting.filter((each) => each !== timer);
        },
      };
    },
    /** How many timers wait. */
    get timers() {
      return waiting.length;
    },
    /** Moves on to a time and calls, in order, what was due until then. */
    advanceTo(until: number) {
      for (;;) {
        const [next] = waiting.toSorted((a, b) => a.at - b.at);
        if (next === undefined || next.at > until) break;
        waiting = waiting.filter((each) => each !== next);
        time = Math.max(time, next.at);
        next.callback();
      }
      time = until;
    },
  };
}
