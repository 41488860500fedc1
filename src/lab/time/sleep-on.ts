import type { Timer } from './clock.ts';

/** Resolves after `delayMs` of a clock's time. Rejects with the signal's reason if it is aborted. */
export function sleepOn(
  clock: { setTimer(delayMs: number, callback: () => void): Timer },
  delayMs: number,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const abort = () => {
      timer.cancel();
      reject(signal?.reason);
    };
    const timer = clock.setTimer(delayMs, () => {
      signal?.removeEventListener('abort', abort);
      resolve();
    });
    signal?.addEventListener('abort', abort, { once: true });
  });
}
