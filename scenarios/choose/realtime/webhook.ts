import type { Clock } from 'apilab';
import { readJson } from 'apilab/parts/http/json';
import { problem } from 'apilab/parts/http/problem';
import { Hono } from 'hono';
import { following, type News, type NewsLog } from './news-log.ts';

/** From a delivery that failed to the next attempt, in milliseconds. */
const RETRY_MS = 1000;

export interface SenderOptions {
  readonly log: NewsLog;
  /** Where the receiver wants to be called. */
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

/** Calls the receiver with each piece of news, one after the other, until it has been taken. */
export function newsSender({ log, url, fetch: send, clock }: SenderOptions) {
  const leaving = new AbortController();
  const { signal } = leaving;

  async function deliver(body: string, place: number): Promise<boolean> {
    // The id tells the receiver what it has already: an answer may get lost.
    const headers = { 'content-type': 'application/json', 'webhook-id': `news-${place}` };
    try {
      const response = await send(url, { method: 'POST', headers, body, signal });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  }

  async function run(): Promise<void> {
    for await (const { place, news } of following(log, 0, signal)) {
      while (!(await deliver(JSON.stringify(news), place))) {
        await clock.sleep(RETRY_MS, { signal });
      }
    }
  }
  run().catch(() => {});
  return { close: () => leaving.abort() };
}

/** How many ids a receiver remembers: more than a sender tries again. */
const REMEMBERED = 10_000;

/** A receiver: it takes each id once. A real one looks at the signature first. */
export function inbox({ take }: { readonly take: (news: News) => void }) {
  const taken = new Set<string>();
  const app = new Hono();
  app.post('/hooks', async (c) => {
    const id = c.req.header('webhook-id') ?? '';
    const content = await readJson(c.req.raw);
    const news = content.state === 'read' ? newsIn(content.value) : undefined;
    if (id === '' || id.length > 200 || news === undefined) return problem({ status: 400 });
    if (!taken.has(id)) take(news);
    taken.add(id);
    for (const oldest of taken) {
      if (taken.size <= REMEMBERED) break;
      taken.delete(oldest);
    }
    return c.body(null, 204);
  });
  app.all('/hooks', () => problem({ status: 405 }, { Allow: 'POST' }));
  return { fetch: (request: Request) => app.fetch(request) };
}

function newsIn(value: unknown): News | undefined {
  const { product, cents }: Record<string, unknown> = Object(value);
  return typeof product === 'number' && typeof cents === 'number' ? { product, cents } : undefined;
}
