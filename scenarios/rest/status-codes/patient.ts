import type { Clock } from 'apilab';
import { retryAfterMs } from 'apilab/parts/http/retry-after';

/** Statuses that say: not now, and perhaps soon. */
const TEMPORARY: ReadonlySet<number> = new Set([429, 502, 503, 504]);

export interface PatientOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly attempts?: number;
  /** How long it waits at most, in milliseconds; if it is asked for more it gives up. */
  readonly patienceMs?: number;
}

/**
 * Reads an address, and asks again if the status says that it may help. It knows HTTP and nothing of the
 * API: what stands in the content is for its caller.
 */
export function patientReader({
  fetch,
  clock,
  attempts = 3,
  patienceMs = 60_000,
}: PatientOptions): (url: string) => Promise<Response> {
  return async (url) => {
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(url);
      const waitMs = retryAfterMs(response.headers.get('retry-after'), clock.date()) ?? 1000;
      const isFinal = !TEMPORARY.has(response.status) || attempt >= attempts;
      if (isFinal || waitMs > patienceMs) return response;
      await response.body?.cancel();
      await clock.sleep(waitMs);
    }
  };
}
