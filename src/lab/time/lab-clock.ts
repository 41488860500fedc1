import type { Clock, Timer } from './clock.ts';
import { sleepOn } from './sleep-on.ts';

/** The day at which lab time 0 stands. */
export const EPOCH = Date.UTC(2026, 0, 5, 9, 0, 0);

/** What the clock does before it jumps. */
export interface Pace {
  /** Resolves once nothing is on its way any more. */
  readonly settled: () => Promise<void>;
  /** Called before each jump, when all that was on its way has arrived. */
  readonly beforeJump?: () => void;
  /** Called with the times before and after each jump; what it returns is waited for. */
  readonly onJump: (fromMs: number, toMs: number) => void | Promise<void>;
  /** Called when all is still and nothing is due. Says whether it got things moving again. */
  readonly onStandstill: () => boolean | Promise<boolean>;
  /** Called before each timer runs. */
  readonly onTimer?: () => void;
}

interface Due {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/**
 * A clock that jumps to the next timer as soon as all is still, one timer at a time and those of the
 * same time in the order in which they were set. That makes a run with real sockets repeatable.
 */
export class LabClock implements Clock {
  #now = 0;
  #order = 0;
  #due: Due[] = [];
  #running = false;
  readonly #pace: Pace;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  /** Whether a timer is set. */
  get isDue(): boolean {
    return this.#due.length > 0;
  }

  now(): number {
    return this.#now;
  }

  date(): Date {
    return new Date(EPOCH + this.#now);
  }

  setTimer(delayMs: number, callback: () => void): Timer {
    const due: Due = { at: this.#now + Math.max(0, delayMs), order: this.#order++, run: callback };
    insert(this.#due, due);
    return {
      cancel: () => {
        const index = this.#due.indexOf(due);
        if (index >= 0) this.#due.splice(index, 1);
      },
    };
  }

  sleep(delayMs: number, { signal }: { readonly signal?: AbortSignal } = {}): Promise<void> {
    return sleepOn(this, delayMs, signal);
  }

  /** Resolves at the same lab time, when all is still and everything that was due by now has run. */
  async settle(): Promise<void> {
    do await this.sleep(0);
    while ((this.#due[0]?.at ?? Number.POSITIVE_INFINITY) <= this.#now);
  }

  /** Lets time go on until `done` settles. */
  async runUntil<T>(done: Promise<T>): Promise<T> {
    this.#running = true;
    const stop = () => {
      this.#running = false;
    };
    done.then(stop, stop);
    // Where the story ends while time is held, `done` comes first; the jump then finds it over.
    return Promise.race([this.#jump().then(() => done), done]);
  }

  async #jump(): Promise<void> {
    while (this.#running) {
      await this.#pace.settled();
      if (!this.#running) return;
      const next = this.#due.shift();
      if (next === undefined) {
        if (await this.#pace.onStandstill()) continue;
        return;
      }
      if (next.at > this.#now) {
        this.#pace.beforeJump?.();
        const from = this.#now;
        this.#now = next.at;
        await this.#pace.onJump(from, next.at);
      }
      this.#pace.onTimer?.();
      next.run();
    }
  }
}

function insert(queue: Due[], due: Due): void {
  let index = queue.length;
  while (index > 0 && (queue[index - 1]?.at ?? 0) > due.at) index--;
  queue.splice(index, 0, due);
}
