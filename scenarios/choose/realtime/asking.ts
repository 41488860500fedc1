import type { Clock } from 'apilab';
import { parseJson } from 'apilab/parts/http/json';
import { problem } from 'apilab/parts/http/problem';
import { Hono } from 'hono';
import type { News, NewsLog } from './news-log.ts';

/** Where an answer begins: after what the client has, or elsewhere. */
export type From = (after: number, length: number) => number;

/** After what the client says it has: nothing is lost between two requests. */
export const fromTheClientsPlace: From = (after) => after;

export interface NewsApiOptions {
  readonly log: NewsLog;
  readonly clock: Clock;
  /** How long a request is held if there is no news, in milliseconds: 0 for plain polling. */
  readonly holdMs: number;
  readonly from?: From;
}

/** `GET /news?after=7` gives what came after the first seven, at once or as soon as there is some. */
export function newsApi({ log, clock, holdMs, from = fromTheClientsPlace }: NewsApiOptions) {
  const app = new Hono();
  app.get('/news', async (c) => {
    const after = Number(c.req.query('after') ?? '0');
    if (!Number.isSafeInteger(after) || after < 0 || after > log.length) {
      return problem({ status: 400, detail: 'Say after how many pieces of news: ?after=0.' });
    }
    const place = from(after, log.length);
    const enough = new AbortController();
    const timer = clock.setTimer(holdMs, () => enough.abort());
    // Who goes away is waited for no longer.
    const leave = () => enough.abort();
    c.req.raw.signal.addEventListener('abort', leave);
    if (holdMs > 0) await log.moreThan(place, enough.signal);
    timer.cancel();
    c.req.raw.signal.removeEventListener('abort', leave);
    return c.json(log.after(place), 200, { 'Cache-Control': 'no-store' });
  });
  app.all('/news', () => problem({ status: 405 }, { Allow: 'GET, HEAD' }));
  return { fetch: (request: Request) => app.fetch(request) };
}

export interface AskerOptions {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** From an answer to the next question, in milliseconds: 0 if the server holds the question. */
  readonly pauseMs: number;
  readonly take: (news: News) => void;
}

/** Asks for news again and again, and says each time how much it has. */
export function asker({ url, fetch: send, clock, pauseMs, take }: AskerOptions) {
  const leaving = new AbortController();
  const { signal } = leaving;
  async function ask(): Promise<void> {
    for (let place = 0; !signal.aborted; ) {
      const response = await send(`${url}/news?after=${place}`, { signal });
      const answer = parseJson(await response.text());
      if (Array.isArray(answer)) {
        place += answer.length;
        for (const news of answer) take(news);
      }
      if (pauseMs > 0) await clock.sleep(pauseMs, { signal });
    }
  }
  // Whatever ends it is the end of this reader; a real one waits longer each time, and goes on.
  ask().catch(() => {});
  return { close: () => leaving.abort() };
}
