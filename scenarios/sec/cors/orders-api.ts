import type { FetchHandler, Ids } from 'apilab';
import { readJson } from 'apilab/parts/http/json';
import { problem } from 'apilab/parts/http/problem';

export interface Order {
  readonly id: string;
  readonly of: string;
  readonly what: string;
  readonly note: string;
  readonly state: 'open' | 'cancelled';
}

/** Who somebody is, by a request; `undefined` if nobody that is known. */
export type WhoAsks = (
  request: Request,
  sessions: ReadonlyMap<string, string>,
) => string | undefined;

/** Whether a request that changes something was made by a page that may. */
export type MayChange = (request: Request, origins: readonly string[]) => boolean;

export interface OrdersApiOptions {
  readonly ids: Ids;
  /** Pages that may make a browser change something here. */
  readonly origins: readonly string[];
  /** Where a browser goes once somebody has logged in. */
  readonly home: string;
  readonly whoAsks?: WhoAsks;
  readonly mayChange?: MayChange;
}

/** By the cookie that they were given when they logged in. */
export const bySession: WhoAsks = ({ headers }, sessions) => {
  const id = /(?:^|; ?)session=([\w-]+)/.exec(headers.get('cookie') ?? '')?.[1];
  return id === undefined ? undefined : sessions.get(id);
};

/**
 * A browser says with each request that changes something which page had it sent (Fetch Standard §3.2), and where it
 * does not, how far away that page is. Clients that say neither are no browsers, and send no cookie unasked.
 */
export const fromListedPages: MayChange = ({ headers }, origins) => {
  const origin = headers.get('origin');
  if (origin !== null) return origins.includes(origin);
  return ['same-origin', 'none', null].includes(headers.get('sec-fetch-site'));
};

/** How many sessions are kept: the oldest goes first. */
const ROOM = 10_000;

/** The most bytes of a note. */
const LIMIT_BYTES = 1024;

/** Orders of whoever is logged in, by a cookie that browsers also send from pages of other sites. */
export function ordersApi(
  options: OrdersApiOptions,
): FetchHandler & { readonly orders: () => readonly Order[] } {
  const { ids, origins, home, whoAsks = bySession, mayChange = fromListedPages } = options;
  const sessions = new Map<string, string>();
  let orders: readonly Order[] = [
    { id: '1', of: 'ada', what: 'a keyboard', note: '', state: 'open' },
    { id: '2', of: 'ada', what: 'a chair', note: '', state: 'open' },
  ];

  return {
    orders: () => orders,
    async fetch(request) {
      const { pathname } = new URL(request.url);
      const isRead = request.method === 'GET' || request.method === 'HEAD';
      if (!isRead && !mayChange(request, origins)) {
        return problem({ status: 403, title: 'Forbidden', detail: 'Not from that page.' });
      }
      if (pathname === '/login') return isRead ? notAllowed('POST') : logIn();
      const user = whoAsks(request, sessions);
      if (user === undefined) return problem({ status: 401, title: 'Unauthorized' }, CHALLENGE);
      const theirs = orders.filter(({ of }) => of === user);
      if (pathname === '/orders') return isRead ? list(theirs) : notAllowed('GET, HEAD');
      const [, id, end] = /^\/orders\/(\d+)(\/cancel)?$/.exec(pathname) ?? [];
      const order = theirs.find((each) => each.id === id);
      if (order === undefined) return problem({ status: 404, title: 'Not Found' });
      if (end !== undefined) {
        return request.method === 'POST'
          ? change(order, { state: 'cancelled' })
          : notAllowed('POST');
      }
      return request.method === 'PATCH' ? annotate(order, request) : notAllowed('PATCH');
    },
  };

  /** Anybody is Ada here: who they are is not what this is about. */
  function logIn(): Response {
    const id = ids.uuid();
    sessions.set(id, 'ada');
    for (const oldest of sessions.keys()) {
      if (sessions.size <= ROOM) break;
      sessions.delete(oldest);
    }
    const cookie = `session=${id}; Path=/; Max-Age=3600; HttpOnly; Secure; SameSite=None`;
    return new Response(null, { status: 303, headers: { Location: home, 'Set-Cookie': cookie } });
  }

  function list(theirs: readonly Order[]): Response {
    const headers = { 'X-Total-Count': String(theirs.length), 'Cache-Control': 'no-store' };
    return Response.json(
      theirs.map(({ id, what, note, state }) => ({ id, what, note, state })),
      { headers },
    );
  }

  async function annotate(order: Order, request: Request): Promise<Response> {
    const content = await readJson(request, { limitBytes: LIMIT_BYTES });
    if (content.state === 'too-large') return problem({ status: 413, title: 'Content Too Large' });
    const { note } = Object(content.state === 'read' ? content.value : undefined);
    if (typeof note !== 'string')
      return problem({ status: 400, title: 'Bad Request', detail: 'Send {"note": "..."}.' });
    return change(order, { note });
  }

  function change(order: Order, changes: Partial<Order>): Response {
    orders = orders.map((each) => (each.id === order.id ? { ...each, ...changes } : each));
    return new Response(null, { status: 204 });
  }
}

/** No standard has a scheme for cookies; a 401 must name one all the same (RFC 9110 §11.6.1). */
const CHALLENGE = { 'WWW-Authenticate': 'Session realm="orders"' };

const notAllowed = (allow: string) =>
  problem({ status: 405, title: 'Method Not Allowed' }, { Allow: allow });
