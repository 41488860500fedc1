import { EventSource } from 'eventsource';
import { Hono } from 'hono';
import { following, type News, type NewsLog } from './news-log.ts';

/** `GET /news` is an answer that does not end; who comes back with Last-Event-ID goes on there. */
export function newsStream({ log }: { readonly log: NewsLog }) {
  const app = new Hono();
  app.get('/news', (c) => {
    const last = Number(c.req.header('Last-Event-ID') ?? '0');
    const place = Number.isSafeInteger(last) && last >= 0 && last <= log.length ? last : 0;
    const leaving = new AbortController();
    const events = following(log, place, leaving.signal);
    const encoder = new TextEncoder();
    const content = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const { value } = await events.next();
          if (value === undefined) return;
          const event = `data: ${JSON.stringify(value.news)}\nid: ${value.place}\n\n`;
          controller.enqueue(encoder.encode(event));
        },
        cancel: () => leaving.abort(),
      },
      { highWaterMark: 0 },
    );
    return c.body(content, 200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      // For the server below: send each piece as it comes, and do not look for the end first.
      'Transfer-Encoding': 'chunked',
    });
  });
  app.all('/news', (c) => c.text('Only GET is possible here.', 405, { Allow: 'GET, HEAD' }));
  return { fetch: (request: Request) => app.fetch(request) };
}

export interface StreamReaderOptions {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly take: (news: News) => void;
}

/** Reads the stream; coming back and saying where it stopped is built in. */
export function streamReader({ url, fetch, take }: StreamReaderOptions) {
  const source = new EventSource(`${url}/news`, { fetch });
  source.onmessage = ({ data }) => take(JSON.parse(data));
  return { close: () => source.close() };
}
