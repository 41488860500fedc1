import { once } from 'node:events';
import { setInterval } from 'node:timers';
import { Worker } from 'node:worker_threads';

/** How often the main thread says that it goes on, in milliseconds. */
const BEAT_MS = 200;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The name under which the watcher finds, in the main thread, what lets signals end the program. */
export const LET_GO = 'apilab.let-signals-end-it';

/**
 * Lets signals end a program that hangs in an endless loop of somebody's own scenario, where no listener
 * of ours would ever be called: another thread watches, and takes our listeners away as long as the main
 * thread does not go on. Then a signal ends the program as it ends any other, at the latest the second.
 * The watch lasts as long as the program, since a scenario that was stopped may go on all the same.
 */
export async function watchForEndlessLoop(): Promise<void> {
  const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const taken = new Map<NodeJS.Signals, readonly NodeJS.SignalsListener[]>();
  const letGo = () => {
    for (const signal of signals) {
      if (taken.has(signal)) continue;
      taken.set(signal, process.listeners(signal));
      process.removeAllListeners(signal);
    }
  };
  const takeBack = () => {
    for (const [signal, listeners] of taken) {
      for (const listener of listeners) process.on(signal, listener);
    }
    taken.clear();
  };
  const key = Symbol.for(LET_GO);
  Reflect.set(globalThis, key, letGo);
  setInterval(() => {
    Atomics.add(beats, 0, 1);
    if (taken.size > 0) takeBack();
  }, BEAT_MS).unref();
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const watcher = new Worker(new URL(`./stuck-watcher.${extension}`, import.meta.url), {
    workerData: beats,
  });
  // Once the main thread hangs, no thread can be started. Without room for one it is played all the same.
  await Promise.race([once(watcher, 'message'), once(watcher, 'exit')]).catch(() => {});
  watcher.on('error', () => {});
  watcher.unref();
}
