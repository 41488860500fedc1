import http2, { type OutgoingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import { EPOCH, type LabClock } from './lab-clock.ts';

/** The parts of the process's time that a run can take over. */
const own = { setTimeout, clearTimeout, setInterval, clearInterval };
const ownNow = Date.now;
const ownHttp2Server = http2.createServer;

/** The longest delay Node takes (https://nodejs.org/api/timers.html); what is longer fires at once there. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Lets `setTimeout`, `setInterval` and `Date.now` of the whole process follow a lab's clock, for a
 * library that takes its time from there and from nowhere else. Returns how to give it back.
 *
 * So does the `date` field of HTTP/2 responses, which Node writes by itself: HPACK makes it longer or
 * shorter with its digits, so the seconds in which a run is made would show in every length.
 *
 * A timer that is let go with `unref` is housekeeping: it goes on in real time, or lab time would
 * jump to it as soon as all is still.
 */
export function takeOverTime(clock: LabClock): () => void {
  const set = (callback: (...given: unknown[]) => void, delayMs = 0, ...given: unknown[]) =>
    new LabTimer(clock, delayMs, 'once', () => callback(...given));
  const repeat = (callback: (...given: unknown[]) => void, delayMs = 0, ...given: unknown[]) =>
    new LabTimer(clock, delayMs, 'again and again', () => callback(...given));
  const clear = (timer: unknown) => {
    if (timer instanceof LabTimer) timer.close();
    else own.clearTimeout(timer as NodeJS.Timeout | undefined);
  };
  Object.assign(globalThis, {
    setTimeout: Object.defineProperties(set, Object.getOwnPropertyDescriptors(own.setTimeout)),
    setInterval: repeat,
    clearTimeout: clear,
    clearInterval: clear,
  });
  Date.now = () => EPOCH + clock.now();
  http2.createServer = ((...given: Parameters<typeof ownHttp2Server>) =>
    ownHttp2Server(...given).prependListener('stream', (stream) => {
      dateByLab(stream, clock);
    })) as typeof ownHttp2Server;
  return () => {
    Object.assign(globalThis, own);
    Date.now = ownNow;
    http2.createServer = ownHttp2Server;
  };
}

function dateByLab(stream: ServerHttp2Stream, clock: LabClock): void {
  const respond = stream.respond.bind(stream);
  stream.respond = (headers?: OutgoingHttpHeaders, options?: object) =>
    respond({ ...headers, date: clock.date().toUTCString() }, options);
}

type Repetition = 'once' | 'again and again';

/** What `setTimeout` returns, on a lab's clock. */
class LabTimer {
  readonly #clock: LabClock;
  readonly #delayMs: number;
  readonly #how: Repetition;
  readonly #run: () => void;
  #timer: { cancel(): void };
  #letGo = false;

  constructor(clock: LabClock, delayMs: number, how: Repetition, run: () => void) {
    this.#clock = clock;
    this.#delayMs = delayMs >= 1 && delayMs <= LONGEST_MS ? Math.trunc(delayMs) : 1;
    this.#how = how;
    this.#run = run;
    this.#timer = this.#start();
  }

  /** Once let go it stays so: nothing here keeps the process alive. */
  ref(): this {
    return this;
  }

  hasRef(): boolean {
    return !this.#letGo;
  }

  unref(): this {
    if (this.#letGo) return this;
    this.#letGo = true;
    return this.refresh();
  }

  refresh(): this {
    this.#timer.cancel();
    this.#timer = this.#start();
    return this;
  }

  close(): this {
    this.#timer.cancel();
    return this;
  }

  #start(): { cancel(): void } {
    if (this.#letGo) {
      const set = this.#how === 'once' ? own.setTimeout : own.setInterval;
      const real = set(this.#run, this.#delayMs).unref();
      return { cancel: () => own.clearTimeout(real) };
    }
    return this.#clock.setTimer(this.#delayMs, () => {
      if (this.#how === 'again and again') this.#timer = this.#start();
      this.#run();
    });
  }
}
