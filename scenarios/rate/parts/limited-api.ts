import type { Clock, FetchHandler } from 'apilab';
import { problem } from 'apilab/parts/http/problem';
import type { Limit, Limiter } from './limiter.ts';

export interface LimitedApiOptions {
  readonly api: FetchHandler;
  readonly clock: Clock;
  readonly limit: Limit;
  /** Who a bearer token belongs to; `undefined` if to nobody. */
  readonly whoHas: (token: string) => string | undefined;
  readonly limiter: Limiter;
}

/**
 * An API that each client may ask so often, and no more. It counts by who they are: whoever can
 * choose what they are counted by has no limit.
 */
export function limitedApi({
  api,
  clock,
  limit,
  whoHas,
  limiter,
}: LimitedApiOptions): FetchHandler {
  return {
    async fetch(request) {
      const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(
        request.headers.get('authorization') ?? '',
      )?.[1];
      if (token === undefined) return unauthorized();
      const who = whoHas(token);
      if (who === undefined) return unauthorized(', error="invalid_token"');
      const decision = await limiter.take(who, clock.now());
      switch (decision.admitted) {
        case true:
          return api.fetch(request);
        case false:
          return tooMany(limit, decision.retryAfterMs);
        case 'unknown':
          return uncounted(decision.retryAfterMs);
      }
    },
  };
}

/** A 401 names the scheme to use (RFC 9110 §11.6.1), with a parameter; an error, if there was a token (RFC 6750 §3). */
const unauthorized = (error = '') =>
  problem(
    { status: 401, title: 'Unauthorized', detail: 'Send the token that you were given.' },
    { 'WWW-Authenticate': `Bearer realm="prices"${error}` },
  );

/** The server's own trouble, so no 429; it may say when to come again (RFC 9110 §15.6.4). */
const uncounted = (retryAfterMs: number) =>
  problem(
    { status: 503, title: 'Service Unavailable', detail: 'Requests cannot be counted just now.' },
    { 'Retry-After': String(inSeconds(retryAfterMs)), 'Cache-Control': 'no-store' },
  );

/** A moment later, never earlier. */
const inSeconds = (ms: number) => Math.max(1, Math.ceil(ms / 1000));

/** Says what the limit is, as RFC 6585 §4 asks, and when to come back. */
function tooMany({ requests, windowMs }: Limit, retryAfterMs: number): Response {
  const seconds = inSeconds(retryAfterMs);
  const detail = `${requests} requests in ${windowMs / 1000} s are allowed. Come back in ${seconds} s.`;
  return problem(
    { status: 429, title: 'Too Many Requests', detail },
    { 'Retry-After': String(seconds), 'Cache-Control': 'no-store' },
  );
}
