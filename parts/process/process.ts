import type { Clock, Connections, Timer } from 'apilab';

/** What a program has of the world while its process lives. */
export interface Life {
  readonly clock: Clock;
  /** HTTP whose connections end with the process. */
  readonly fetch: typeof fetch;
  /** Hands over a file, a database or a socket: the system closes it when the process ends. */
  own<T extends { close(): void }>(resource: T): T;
}

/** A program that runs, and can be killed at any moment. */
export interface RunningProcess<Program> {
  readonly program: Program;
  /** Ends it as SIGKILL does: it finishes nothing and hears of nothing. */
  kill(): void;
  /** Stops it as SIGSTOP does: its timers and answers wait until it goes on. */
  pause(): void;
  /** Lets it go on, as SIGCONT does, with what has waited. */
  resume(): void;
  /** The same, for what closes things at the end. */
  close(): void;
}

/**
 * Starts a program as a process of its own that can be killed: nothing it waits for comes after that.
 * Its timers never fire, its sleeps and requests never end, for good or ill, its connections are cut,
 * and what it owned is closed. So a program has no line for its own death, as in a real process.
 *
 * It is killed between two turns of the event loop, never inside one: a transaction that is one
 * synchronous call is done or not begun. It can stand still as well, as a machine that is paused does:
 * for others time goes on meanwhile.
 *
 * @example
 * const start = () =>
 *   startProcess({ clock: lab.clock, connections: lab.connections('sender') }, (life) =>
 *     sender({ ...life, queue: life.own(openQueueFile(file)) }),
 *   );
 * start().kill();
 * const again = start();
 */
export function startProcess<Program>(
  world: { readonly clock: Clock; readonly connections: Connections },
  program: (life: Life) => Program,
): RunningProcess<Program> {
  let isAlive = true;
  /** What waits for a process that stands still to go on, in its order; `undefined` while it runs. */
  let waiting: (() => void)[] | undefined;
  const whenRunning = (turn: () => void) => {
    if (waiting === undefined) turn();
    else waiting.push(turn);
  };
  // Its own connections end behind those to it, so that the order is the same each time.
  const cutConnections = () => world.clock.setTimer(0, () => void world.connections.close());
  /** What the system ends together with the process. */
  const held = new Set<() => unknown>([cutConnections]);

  const clock: Clock = {
    now: () => world.clock.now(),
    date: () => world.clock.date(),
    setTimer(delayMs, callback) {
      if (!isAlive) return { cancel: () => {} };
      let isCancelled = false;
      const timer: Timer = world.clock.setTimer(delayMs, () => {
        held.delete(timer.cancel);
        whenRunning(() => {
          if (isAlive && !isCancelled) callback();
        });
      });
      held.add(timer.cancel);
      return {
        cancel() {
          isCancelled = true;
          held.delete(timer.cancel);
          timer.cancel();
        },
      };
    },
    sleep: (delayMs, { signal } = {}) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const abort = () => {
          timer.cancel();
          if (isAlive) reject(signal?.reason);
        };
        const timer = clock.setTimer(delayMs, () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        });
        signal?.addEventListener('abort', abort, { once: true });
      }),
  };

  const connected: typeof fetch = (input, init) =>
    new Promise((resolve, reject) => {
      if (!isAlive) return;
      world.connections.fetch(input, init).then(
        (response) => whenRunning(() => isAlive && resolve(response)),
        (error: unknown) => whenRunning(() => isAlive && reject(error)),
      );
    });

  function kill(): void {
    isAlive = false;
    waiting = undefined;
    const endings = [...held].reverse();
    held.clear();
    for (const end of endings) end();
  }

  return {
    program: program({
      clock,
      fetch: connected,
      own(resource) {
        held.add(() => resource.close());
        return resource;
      },
    }),
    kill,
    pause() {
      waiting ??= [];
    },
    resume() {
      const turns = waiting ?? [];
      waiting = undefined;
      for (const turn of turns) turn();
    },
    close: kill,
  };
}
