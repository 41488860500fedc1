import type { FetchHandler } from 'apilab';
import { problem } from 'apilab/parts/http/problem';
import type { Tokens } from './tokens.ts';

/** Everybody's own orders, for whoever brings a token of theirs. */
export function ordersApi(
  tokens: Pick<Tokens, 'find'>,
  orders: ReadonlyMap<string, readonly string[]>,
): FetchHandler {
  return {
    fetch(request) {
      const { pathname } = new URL(request.url);
      if (pathname !== '/orders') return problem({ status: 404, title: 'Not Found' });
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        return problem({ status: 405, title: 'Method Not Allowed' }, { Allow: 'GET, HEAD' });
      }
      const given = /^Bearer +(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
      if (given === undefined) return unauthorized('Bearer realm="orders"');
      const token = tokens.find(given);
      if (token === undefined) return unauthorized('Bearer realm="orders", error="invalid_token"');
      const { user } = token;
      const theirs = { user, orders: orders.get(user) ?? [] };
      return Response.json(theirs, { headers: { 'Cache-Control': 'no-store' } });
    },
  };
}

const unauthorized = (challenge: string) =>
  problem({ status: 401, title: 'Unauthorized' }, { 'WWW-Authenticate': challenge });
