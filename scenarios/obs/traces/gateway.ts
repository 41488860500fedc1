import type { Clock } from 'apilab';
import { readJson } from 'apilab/parts/http/json';
import { problem } from 'apilab/parts/http/problem';
import type { Hono } from 'hono';
import type { Durations } from './durations.ts';
import { service, type Telemetry, type Traced, traced } from './service.ts';

/** Somebody whom the gateway knows. */
export interface Account {
  readonly tenant: string;
  readonly user: string;
}

export interface GatewayOptions {
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  /** Where the services are. */
  readonly orders: string;
  readonly stock: string;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly durations: Durations;
}

/**
 * The door to the services. A trace goes on here or begins; baggage begins here always, as what a
 * stranger wrote into it is nothing that services should believe.
 */
export function gateway({
  telemetry,
  clock,
  durations,
  accounts,
  ...behind
}: GatewayOptions): Hono {
  /** Measures a route, and knows who asks. */
  const route = (
    name: string,
    answer: (request: Traced & { readonly own: Record<string, string> }) => Promise<Response>,
  ) =>
    traced(telemetry, name, async (request) => {
      const { c, context } = request;
      const beganAt = clock.now();
      const account = accounts.get(
        /^Bearer (\w+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '',
      );
      const { baggage: _, ...fields } = request.fields;
      const own = { ...fields, ...(account && { baggage: baggageOf(account) }) };
      const response = account ? await answer({ ...request, own }) : unknownCaller();
      const { status } = response;
      const ms = clock.now() - beganAt;
      durations.count(name.slice(name.indexOf('/')), status, ms / 1000, context);
      telemetry.log('info', 'answered', context, { route: name, status, ms });
      return response;
    });

  const app = service();
  app.get(
    '/stock/:product',
    route('GET /stock/:product', ({ c, own }) => {
      const product = encodeURIComponent(c.req.param('product') ?? '');
      return passOn(behind.fetch, `${behind.stock}/stock/${product}`, { headers: own });
    }),
  );
  app.post(
    '/orders',
    route('POST /orders', async ({ c, own }) => {
      const content = await readJson(c.req.raw);
      if (content.state === 'too-large')
        return problem({ status: 413, title: 'Content Too Large' });
      if (content.state === 'not-json') return problem({ status: 400, title: 'Bad Request' });
      const headers = { ...own, 'content-type': 'application/json' };
      const init = { method: 'POST', headers, body: content.text };
      return passOn(behind.fetch, `${behind.orders}/orders`, init);
    }),
  );
  return app;
}

const baggageOf = ({ tenant, user }: Account) =>
  `tenant=${encodeURIComponent(tenant)},user=${encodeURIComponent(user)}`;

const unknownCaller = () =>
  problem({ status: 401, title: 'Unauthorized' }, { 'WWW-Authenticate': 'Bearer realm="shop"' });

/** What the service answers, or 502 if it does not. */
async function passOn(
  fetch: typeof globalThis.fetch,
  url: string,
  init: RequestInit,
): Promise<Response> {
  try {
    const answer = await fetch(url, init);
    const headers = { 'Content-Type': answer.headers.get('content-type') ?? 'application/json' };
    return new Response(await answer.text(), { status: answer.status, headers });
  } catch {
    return problem({ status: 502, title: 'Bad Gateway' });
  }
}
