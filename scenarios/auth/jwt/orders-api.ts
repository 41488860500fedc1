import type { FetchHandler } from 'apilab';
import { problem } from 'apilab/parts/http/problem';
import type { VerifyToken } from './token-verifier.ts';

/** Finds the token in a request; `undefined` if there is none. */
export type ReadToken = (request: Request) => string | undefined;

export interface OrdersApiOptions {
  readonly verify: VerifyToken;
  /** What was ordered, by who ordered it. */
  readonly orders: ReadonlyMap<string, readonly string[]>;
  readonly readToken?: ReadToken;
}

/** The scheme is written in any case (RFC 9110 §11.1); what follows it is for the verifier to judge. */
export const bearerToken: ReadToken = (request) =>
  /^Bearer +(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];

/** Everybody's own orders, for whoever proves with an access token who they are. */
export function ordersApi({
  verify,
  orders,
  readToken = bearerToken,
}: OrdersApiOptions): FetchHandler {
  return {
    async fetch(request) {
      const token = readToken(request);
      if (token === undefined)
        return unauthorized('Bearer realm="orders"', 'Send an access token.');
      const verdict = await verify(token);
      return verdict.state === 'refused' ? invalid(verdict.why) : ordersOf(verdict.user, request);
    },
  };

  function ordersOf(user: string, { method, url }: Request): Response {
    if (new URL(url).pathname !== '/orders') return problem({ status: 404, title: 'Not Found' });
    if (method !== 'GET' && method !== 'HEAD') {
      return problem({ status: 405, title: 'Method Not Allowed' }, { Allow: 'GET, HEAD' });
    }
    const theirs = { user, orders: orders.get(user) ?? [] };
    return Response.json(theirs, { headers: { 'Cache-Control': 'no-store' } });
  }
}

/** There was a token, and it was no good: RFC 6750 §3.1 has a code for that. `why` has no quotes in it. */
const invalid = (why: string) =>
  unauthorized(`Bearer realm="orders", error="invalid_token", error_description="${why}"`, why);

/** A 401 says how to authenticate (RFC 9110 §11.6.1). */
const unauthorized = (challenge: string, detail: string) =>
  problem({ status: 401, title: 'Unauthorized', detail }, { 'WWW-Authenticate': challenge });
