import type { Clock } from 'apilab';
import { Hono } from 'hono';
import type { Attempts } from '../attempts.ts';
import { limitedGraph } from '../limited-graph.ts';
import type { OrderStore } from '../order-store.ts';

const MOST_REQUESTS = 10;
const MINUTE_MS = 60_000;

const unlimited: Attempts = { begin: () => true };

/**
 * Ten requests a minute, and no question what is in them: a document of any length, or an array of
 * them, of which each is executed.
 */
export function countsRequests(store: OrderStore, clock: Clock): Hono {
  const options = { store, clock, rules: () => [], attempts: unlimited, mostTokens: 100_000 };
  const graph = limitedGraph(options);
  let minute = { from: 0, requests: 0 };

  return new Hono().all('/graphql', async (c) => {
    if (clock.now() - minute.from >= MINUTE_MS) minute = { from: clock.now(), requests: 0 };
    if (++minute.requests > MOST_REQUESTS) return c.text('Too many requests', 429);
    const body: unknown = await c.req.raw.clone().json();
    if (!Array.isArray(body)) return graph.fetch(c.req.raw);
    const { method, headers } = c.req.raw;
    const answers = body.map(async (one) => {
      const request = new Request(c.req.url, { method, headers, body: JSON.stringify(one) });
      return (await graph.fetch(request)).json();
    });
    return c.json(await Promise.all(answers));
  });
}
