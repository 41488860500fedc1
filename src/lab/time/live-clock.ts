import type { Clock, Timer } from './clock.ts';
import { sleepOn } from './sleep-on.ts';

/** The longest delay that Node's timers know, in milliseconds. */
const LONGEST_MS = 2 ** 31 - 1;

/** Time as it passes: the clock of a live session, in which nobody plays by a script. */
export class LiveClock implements Clock {
  /** The wall-clock time at which lab time 0 stands, in Unix milliseconds. */
  readonly epoch = Date.now();
  readonly #began = performance.now();
  readonly #due = new Set<NodeJS.Timeout>();
  #closed = false;

  /** To the microsecond, which is what captures record. */
  now(): number {
    return Math.round((performance.now() - this.#began) * 1000) / 1000;
  }

  date(): Date {
    return new Date(this.epoch + this.now());
  }

  setTimer(delayMs: number, callback: () => void): Timer {
    if (this.#closed) return { cancel: () => {} };
    const timeout = setTimeout(
      () => {
        this.#due.delete(timeout);
        callback();
      },
      Math.min(delayMs, LONGEST_MS),
    );
    this.#due.add(timeout);
    return {
      cancel: () => {
        clearTimeout(timeout);
        this.#due.delete(timeout);
      },
    };
  }

  sleep(delayMs: number, { signal }: { readonly signal?: AbortSignal } = {}): Promise<void> {
    return sleepOn(this, delayMs, signal);
  }

  /** Cancels what is due: whoever sleeps does not wake up again. */
  close(): void {
    this.#closed = true;
    for (const timeout of this.#due) clearTimeout(timeout);
    this.#due.clear();
  }
}
