import type { Clock } from 'apilab';

/** Asks an instance by its name; whether it answered well, and in time. */
export type Probe = (name: string, path: string) => Promise<boolean>;

/** How long a probe waits, in milliseconds. */
const PATIENCE_MS = 1000;

/** A probe over HTTP: a status below 400 is good. */
export function httpProbe(fetch: typeof globalThis.fetch, clock: Clock): Probe {
  return async (name, path) => {
    const patience = new AbortController();
    const timer = clock.setTimer(PATIENCE_MS, () => patience.abort());
    try {
      const answer = await fetch(`http://${name}${path}`, { signal: patience.signal });
      await answer.arrayBuffer();
      return answer.status < 400;
    } catch {
      return false;
    } finally {
      timer.cancel();
    }
  };
}
