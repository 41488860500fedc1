import type { Clock } from 'apilab';

/** What a worker has of the world until it is killed. */
export interface Mortal {
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  /** Ends it as SIGKILL does: nothing that it waits for comes any more, for good or ill. */
  kill(): void;
}

/** Lets a worker be killed in the midst of a process that goes on, for a server that shows what comes of it. */
export function mortal(clock: Clock, ask: typeof fetch): Mortal {
  let isDead = false;
  const whileAlive = <T>(awaited: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      awaited.then(
        (value) => isDead || resolve(value),
        (error: unknown) => isDead || reject(error),
      );
    });
  return {
    clock: {
      now: () => clock.now(),
      date: () => clock.date(),
      setTimer: (delayMs, callback) => clock.setTimer(delayMs, () => isDead || callback()),
      sleep: (delayMs, options) => whileAlive(clock.sleep(delayMs, options)),
    },
    fetch: (...given) => whileAlive(ask(...given)),
    kill() {
      isDead = true;
    },
  };
}
