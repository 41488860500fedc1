import type { Clock, Random } from 'apilab';
import type { Backoff, BackoffLimits } from './backoff.ts';

export interface RetryingClientOptions extends BackoffLimits {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly random: Random;
  readonly backoff: Backoff;
  /** How often a request is sent at most, the first time included. */
  readonly maxAttempts: number;
  /** The longest `Retry-After` it obeys, in milliseconds; when asked for more it gives up. */
  readonly patienceMs: number;
  /**
   * `careful` repeats what may be repeated, when it may be. `blanket` is what many wrappers do: it
   * repeats whatever failed, and does not read `Retry-After`.
   */
  readonly manners: 'careful' | 'blanket';
}

/** Answers that say "not now": too many requests, or a gateway or server that will be back. */
const TEMPORARY = new Set([429, 502, 503, 504]);

/** PUT, DELETE and the safe methods (RFC 9110 §9.2.2). */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

/** Sends a request; gives the last answer, or throws what kept the last attempt from getting one. */
export type RetryingClient = (url: string, init?: RequestInit) => Promise<Response>;

/**
 * A client that tries again, later and later, when the server cannot answer or the answer is lost.
 *
 * After a lost answer RFC 9110 §9.2.2 counsels a single automatic retry; this client, like most that
 * back off, goes on up to its limit.
 */
export function retryingClient(options: RetryingClientOptions): RetryingClient {
  const { fetch, clock, random, backoff, maxAttempts, patienceMs, manners } = options;

  return async function request(url, init = {}) {
    const attempts = manners === 'blanket' || mayBeRepeated(init) ? maxAttempts : 1;
    let previousMs: number | undefined;

    for (let n = 0; ; n++) {
      const isLast = n === attempts - 1;
      let askedMs = 0;
      try {
        const response = await fetch(url, init);
        if (isLast || !TEMPORARY.has(response.status)) return response;
        if (manners === 'careful') askedMs = retryAfterMs(response, clock.date());
        if (askedMs > patienceMs) return response;
        // Read to its end, or its connection cannot carry the next attempt.
        await response.arrayBuffer();
      } catch (error) {
        // No answer: the server may have done all of it or nothing. Whoever gave up meant it.
        if (isLast || init.signal?.aborted) throw error;
      }
      const delayMs = Math.round(backoff({ n, previousMs }, options, random));
      previousMs = delayMs;
      // On top of what the server asked for: everybody it told the same time would return at that time.
      await clock.sleep(askedMs + delayMs, init.signal ? { signal: init.signal } : {});
    }
  };
}

/**
 * Whether a second copy does no harm. A method that is not idempotent is not to be retried without
 * some means to know that it is safe (RFC 9110 §9.2.2); a key that the server keeps is such a means
 * (draft-ietf-httpapi-idempotency-key-header).
 */
function mayBeRepeated({ method = 'GET', headers }: RequestInit): boolean {
  return IDEMPOTENT.has(method.toUpperCase()) || new Headers(headers).has('idempotency-key');
}

/** How long `Retry-After` asks to wait: a number of seconds or a date (RFC 9110 §10.2.3). */
function retryAfterMs(response: Response, now: Date): number {
  const value = response.headers.get('retry-after');
  if (value === null) return 0;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now.getTime());
}
