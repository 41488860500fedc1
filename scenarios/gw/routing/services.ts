import type { Clock, FetchHandler } from 'apilab';
import { readJson } from 'apilab/parts/http/json';
import { problem } from 'apilab/parts/http/problem';
import { Hono } from 'hono';
import { IDENTITY_FIELD } from './identity.ts';
import { digestOf } from './order-v1.ts';

/** Who has a profile. Everybody's token is their name, as it is not what this is about. */
export const EMAILS: ReadonlyMap<string, string> = new Map(
  ['ada', 'bob', 'grace', 'mallory'].map((name) => [name, `${name}@shop.example`]),
);

/** Profiles, to those whom they belong to. Who asks, it is told by the gateway. */
export function usersService(emails: ReadonlyMap<string, string>): FetchHandler {
  const app = new Hono();
  app.get('/users/me', (c) => {
    const user = c.req.header(IDENTITY_FIELD) ?? '';
    const email = emails.get(user);
    return email === undefined ? problem({ status: 403 }) : c.json({ user, email });
  });
  app.notFound(nothingHere);
  return app;
}

/** Orders, in the form of today. */
export function ordersService(): FetchHandler {
  const app = new Hono();
  const order = JSON.stringify({
    id: 7,
    lines: [{ product: 3, quantity: 2 }],
    total: { amount: '178.00', currency: 'EUR' },
  });
  const tag = '"r4"';

  app.get('/orders/7', (c) => {
    const isHeld = c.req.header('if-none-match')?.includes(tag);
    if (isHeld) return c.body(null, 304, { ETag: tag });
    c.header('ETag', tag);
    c.header('Content-Digest', digestOf(order));
    return c.body(order, 200, { 'Content-Type': 'application/json' });
  });
  app.post('/orders', async (c) => {
    const content = await readJson(c.req.raw);
    if (content.state === 'too-large') return problem({ status: 413 });
    if (content.state === 'not-json') return problem({ status: 400 });
    const digest = c.req.header('content-digest');
    if (digest !== undefined && digest !== digestOf(content.text))
      return problem({ status: 400, detail: 'The content is not what its digest says.' });
    return c.body(null, 201, { Location: '/orders/8' });
  });
  app.notFound(nothingHere);
  return app;
}

/** Says what it is sent: which request, and with which fields. */
export function echoService(): FetchHandler {
  return {
    fetch({ method, url, headers }) {
      const { pathname, search } = new URL(url);
      const fields = Object.fromEntries(headers);
      return Response.json({ method, target: pathname + search, fields });
    },
  };
}

/** How long it is from one price to the next. */
const TICK_MS = 1000;

/** Two prices, one a second after the other, as an event stream. */
export function pricesService(clock: Clock): FetchHandler {
  const app = new Hono();
  app.get('/prices', () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (sent > 0) await clock.sleep(TICK_MS);
        sent += 1;
        controller.enqueue(new TextEncoder().encode(`id: ${sent}\ndata: ${8900 + sent}\n\n`));
        if (sent === 2) controller.close();
      },
    });
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
  });
  app.notFound(nothingHere);
  return app;
}

const nothingHere = () => problem({ status: 404, title: 'Not Found' });
