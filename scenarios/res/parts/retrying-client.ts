import type { Clock, Random } from 'apilab';
import type { Backoff, BackoffLimits } from './backoff.ts';
import { careful, type RetryRules } from './retry-rules.ts';

export interface RetryingClientOptions extends BackoffLimits {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly random: Random;
  readonly backoff: Backoff;
  /** How often a request is sent at most, the first time included. */
  readonly maxAttempts: number;
  /** The longest `Retry-After` it obeys, in milliseconds; if asked for more it gives up. */
  readonly patienceMs: number;
  /** What may be repeated, and when; by default as HTTP has it. */
  readonly rules?: RetryRules;
}

/** Answers that say "not now": the request came too slowly, too often, or nobody was there for it. */
const TEMPORARY = new Set([408, 429, 502, 503, 504]);

/** A refusal is read up to here to keep its connection. A longer one costs the connection instead. */
const DRAINED_BYTES = 64 * 1024;

/** Sends a request; gives the last answer, or throws what kept the last attempt from getting one. */
export type RetryingClient = (url: string, init?: RequestInit) => Promise<Response>;

/**
 * A client that tries again, later and later, when the server cannot answer or the answer is lost.
 *
 * After a lost answer RFC 9110 §9.2.2 counsels a single automatic retry; this client, like most that
 * back off, goes on up to its limit.
 */
export function retryingClient(options: RetryingClientOptions): RetryingClient {
  const { fetch, clock, random, backoff, maxAttempts, patienceMs, rules = careful } = options;

  return async function request(url, init = {}) {
    const attempts = rules.mayRepeat(init) ? maxAttempts : 1;
    let previousMs: number | undefined;

    for (let n = 0; ; n++) {
      const isLast = n >= attempts - 1;
      let askedMs = 0;
      try {
        const response = await fetch(url, init);
        if (isLast || !TEMPORARY.has(response.status)) return response;
        askedMs = rules.askedMs(response, clock.date());
        if (askedMs > patienceMs) return response;
        await drain(response);
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

/** Reads an answer to its end, so that its connection can carry the next attempt. */
async function drain({ body }: Response): Promise<void> {
  if (body === null) return;
  const reader = body.getReader();
  let left = DRAINED_BYTES;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    left -= next.value.byteLength;
    if (left < 0) return reader.cancel();
  }
}
