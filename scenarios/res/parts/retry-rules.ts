import { retryAfterMs } from 'apilab/parts/http/retry-after';

/** What a client that retries goes by. */
export interface RetryRules {
  /** Whether a second copy of a request does no harm. */
  mayRepeat(init: RequestInit): boolean;
  /** How long a server asks to wait, in milliseconds; 0 if it names no time. */
  askedMs(response: Response, now: Date): number;
}

/** PUT, DELETE and the safe methods (RFC 9110 §9.2.2); QUERY is safe as well (RFC 10008 §2). */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE', 'QUERY']);

/**
 * A method that is not idempotent is not to be repeated without some means to know that it is safe
 * (RFC 9110 §9.2.2); a key that the server keeps is such a means (the draft on Idempotency-Key).
 * `Retry-After` comes before the client's own guess (§10.2.3).
 */
export const careful: RetryRules = {
  mayRepeat({ method = 'GET', headers, body }) {
    // A stream can be sent once.
    if (body instanceof ReadableStream) return false;
    return IDEMPOTENT.has(method.toUpperCase()) || new Headers(headers).has('idempotency-key');
  },
  askedMs: (response, now) => retryAfterMs(response.headers.get('retry-after'), now) ?? 0,
};
