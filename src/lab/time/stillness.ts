import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { ConnectionEnds } from './connection-ends.ts';
import { deferred } from './deferred.ts';
import { loopEvents } from './loop-events.ts';

/** How many turns of the event loop must pass without any change before all is taken to be still. */
const STILL_TURNS = 2;
/** Real milliseconds after which something that should move and does not is taken to be stuck on purpose. */
const STUCK_MS = 250;
/** The same for a store in another process that owes no reply: nothing is to be expected of it. */
const OUTSIDE_MS = 15;
/** The same for one that was asked and has not answered: on a busy machine it may be long in coming. */
const ASKED_MS = 1000;
/**
 * After so many turns with events the bytes are counted at each turn instead: a child process that
 * talks all the time makes events too, and concerns no connection.
 */
const RESTLESS_TURNS = 1_000;

/** Handles that may stay open while nothing moves. Whatever else is active is work under way. */
const RESTING = new Set([
  'TCPServerWrap',
  'TCPSocketWrap',
  'PipeWrap',
  'PipeServerWrap',
  'TTYWrap',
  'Immediate',
  'MessagePort',
  'SignalWrap',
  'ProcessWrap',
]);

/**
 * Knows when everybody waits: no byte on its way, no connection being opened or closed, no work under
 * way in the process. Both ends of every connection of a run live in this process, so this is counted,
 * not guessed: what one end wrote, the other must have read. With hundreds of connections counting
 * takes its time, so it is done only once the event loop hears of nothing any more.
 */
export class Stillness {
  readonly #ends = new ConnectionEnds();
  #holds = 0;
  #isOver = false;
  #released = deferred();
  /** The state that stayed the same too long while something seemed to be under way. */
  #stuck = '';

  readonly #onSocket = (message: unknown): void => {
    const { socket } = message as { readonly socket: Socket };
    this.#ends.add(socket);
  };

  /** Starts to watch the sockets of this process. */
  watch(): void {
    this.#isOver = false;
    subscribe('net.client.socket', this.#onSocket);
    subscribe('net.server.socket', this.#onSocket);
  }

  /** Stops watching: nobody waits for stillness any more. */
  release(): void {
    this.#isOver = true;
    unsubscribe('net.client.socket', this.#onSocket);
    unsubscribe('net.server.socket', this.#onSocket);
    this.#ends.clear();
  }

  /** A port of another process on which a connection counts as at rest once nothing crosses it. */
  expectOutside(port: number): void {
    this.#ends.expectOutside(port);
  }

  /** Keeps everything from counting as still while a promise is pending that no socket shows. */
  async during<T>(work: Promise<T>): Promise<T> {
    if (this.#holds++ === 0) this.#released = deferred();
    try {
      return await work;
    } finally {
      if (--this.#holds === 0) this.#released.resolve();
    }
  }

  /** Resolves once all is still. */
  async settled(): Promise<void> {
    let heard: string | number = '';
    let quietTurns = 0;
    let restlessTurns = 0;
    /** What was counted last, and since when it is so. */
    let counted = { state: '', sinceMs: 0 };
    while (true) {
      await nextTurn();
      // Otherwise a run that was interrupted would keep the process busy until all is still.
      if (this.#isOver) return;
      if (this.#holds > 0) {
        await this.#released.promise;
        quietTurns = 0;
        continue;
      }
      const now = restlessTurns < RESTLESS_TURNS ? this.#heard() : this.state();
      if (now !== heard) {
        heard = now;
        quietTurns = 0;
        restlessTurns++;
        continue;
      }
      if (++quietTurns < STILL_TURNS) continue;
      const arrival = processRests() ? this.#ends.arrival() : 'on the way';
      if (arrival === 'read') return;
      const state = this.state();
      if (state !== counted.state) {
        counted = { state, sinceMs: performance.now() };
        quietTurns = 0;
      } else if (arrival === 'refused' || state === this.#stuck) {
        return;
      } else if (
        performance.now() - counted.sinceMs >=
        (arrival === 'asked' ? ASKED_MS : STUCK_MS)
      ) {
        this.#stuck = state;
      } else if (arrival === 'outside' && performance.now() - counted.sinceMs >= OUTSIDE_MS) {
        return;
      }
    }
  }

  /** A print of all that counts as movement: two equal ones mean that nothing moved in between. */
  state(): string {
    return `${this.#ends.open} ${this.#ends.closed} ${this.#ends.byteLength()}`;
  }

  /** A print that changes with whatever the event loop hears of, and costs next to nothing: both counts only rise. */
  #heard(): string | number {
    const events = loopEvents();
    return events === undefined ? this.state() : events + this.#ends.changes;
  }
}

function processRests(): boolean {
  let last = '';
  for (const kind of process.getActiveResourcesInfo()) {
    // Hundreds of sockets in a row are compared faster than they are looked up.
    if (kind === last) continue;
    if (!RESTING.has(kind)) return false;
    last = kind;
  }
  return true;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
