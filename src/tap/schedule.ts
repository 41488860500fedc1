import type { Surroundings } from './types.ts';

/** Something a lane does when its turn comes: hand on bytes, an end, or a cut. */
export interface Due {
  /** Lab time in milliseconds before which it must not happen. */
  readonly at: number;
  /** True if the event loop turns between it and the next one. */
  readonly alone: boolean;
  readonly byteLength: number;
  readonly run: () => void;
}

/** What was done is let go of in batches of this many, which costs less than one by one. */
const BATCH = 1024;

/** Does things in the order in which they were added, each when it is due and the receiver can take it. */
export class Schedule {
  readonly #clock: Surroundings['clock'];
  /** Called after it went on by itself. */
  readonly #moved: () => void;
  #due: Due[] = [];
  #next = 0;
  #byteLength = 0;
  #timer: { cancel(): void } | undefined;
  #turn: NodeJS.Immediate | undefined;
  #blocked = false;

  constructor(clock: Surroundings['clock'], moved: () => void) {
    this.#clock = clock;
    this.#moved = moved;
  }

  get empty(): boolean {
    return this.#due.length === 0;
  }

  /** How many bytes wait in it. */
  get byteLength(): number {
    return this.#byteLength;
  }

  /** True while bytes wait for their turn of the event loop, rather than for a time or the receiver. */
  get atWork(): boolean {
    return this.#turn !== undefined;
  }

  /** True while the receiver takes nothing. */
  get blocked(): boolean {
    return this.#blocked;
  }

  add(due: Due): void {
    this.#due.push(due);
    this.#byteLength += due.byteLength;
  }

  /** The receiver takes nothing more until `unblock`. */
  block(): void {
    this.#blocked = true;
  }

  unblock(): void {
    this.#blocked = false;
    this.go();
    this.#moved();
  }

  /** Does what is due, up to the first thing that has to wait. */
  go(): void {
    while (!this.#blocked && this.#timer === undefined && this.#turn === undefined) {
      const due = this.#due[this.#next];
      if (due === undefined) break;
      const waitMs = due.at - this.#clock.now();
      if (waitMs > 0) {
        this.#timer = this.#clock.setTimer(waitMs, () => this.#goOn());
        break;
      }
      this.#next += 1;
      this.#byteLength -= due.byteLength;
      if (due.alone) this.#rest();
      due.run();
    }
    if (this.#next >= BATCH || this.#next === this.#due.length) {
      this.#due.splice(0, this.#next);
      this.#next = 0;
    }
  }

  /** Forgets all that is to be done. */
  clear(): void {
    this.#timer?.cancel();
    clearImmediate(this.#turn);
    this.#timer = undefined;
    this.#turn = undefined;
    this.#due = [];
    this.#next = 0;
    this.#byteLength = 0;
  }

  /** The first turn ends the poll phase that runs now; a reader gets the whole one before the second. */
  #rest(): void {
    this.#turn = setImmediate(() => {
      this.#turn = setImmediate(() => this.#goOn());
    });
  }

  #goOn(): void {
    this.#timer = undefined;
    this.#turn = undefined;
    this.go();
    this.#moved();
  }
}
