import { createServer as createHttp1Server } from 'node:http';
import { createServer } from 'node:http2';
import type { Clock } from 'apilab';
import { type Announce, type File, hint, type Request, type Response } from './announce.ts';

/** How long it takes to find the style on its disk. */
const STYLE_MS = 100;
const STYLE_BYTES = 12_000;

export interface FrontPageOptions {
  readonly clock: Clock;
  /** How long it takes to make a page. */
  readonly workMs: number;
  /** How a client learns early what the page will need. */
  readonly announce?: Announce;
}

/** Pages of a shop, one for each customer, and the style that they need. `/gone` is no page any more. */
export function frontPage({ clock, workMs, announce = hint }: FrontPageOptions) {
  const date = () => clock.date().toUTCString();
  const style: File = {
    path: '/style.css',
    link: '</style.css>; rel=preload; as=style',
    async read(signal) {
      await clock.sleep(STYLE_MS, { signal });
      return Buffer.alloc(STYLE_BYTES, 'p{color:#234}');
    },
    fields: () => ({ 'content-type': 'text/css', 'cache-control': 'max-age=86400', date: date() }),
  };

  async function answer(request: Request, response: Response): Promise<void> {
    const { method, url = '/' } = request;
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const say = (status: number, fields: Record<string, string>, content: string | Buffer) => {
      response.statusCode = status;
      for (const [name, value] of Object.entries(fields)) response.setHeader(name, value);
      response.setHeader('content-length', Buffer.byteLength(content));
      response.setHeader('date', date());
      if (method === 'HEAD') response.end();
      else response.end(content);
    };
    const [path = ''] = url.split('?');
    const text = { 'content-type': 'text/plain' };
    if (method !== 'GET' && method !== 'HEAD') {
      return say(405, { ...text, allow: 'GET, HEAD' }, 'Only GET.\n');
    }
    if (path === style.path) return say(200, style.fields(), await style.read(gone.signal));
    const customer = /^\/([a-z]{1,20})$/.exec(path)?.[1];
    if (customer === undefined) return say(404, text, 'There is no such page.\n');

    announce(request, response, style);
    await clock.sleep(workMs, { signal: gone.signal });
    // Only now is it known, so what was hinted at was wrong.
    if (customer === 'gone') return say(404, text, 'This page is gone.\n');
    say(200, { 'content-type': 'text/html', link: style.link }, `<p>Orders of ${customer}\n`);
  }

  function listener(request: Request, response: Response): void {
    request.resume();
    response.on('error', () => response.destroy());
    // Whoever is gone needs no answer.
    answer(request, response).catch(() => response.destroy());
  }

  return {
    overHttp2: () => createServer({ settings: { maxConcurrentStreams: 100 } }, listener),
    overHttp1: () => Object.assign(createHttp1Server(listener), { keepAliveTimeout: 0 }),
  };
}
