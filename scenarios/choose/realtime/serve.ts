import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { type From, newsApi } from './asking.ts';
import { newsStream } from './event-stream.ts';
import { newsLog } from './news-log.ts';

/** How often something happens, in milliseconds. */
const NEWS_MS = 1000;

/** News each second, by polling, by long polling and as an event stream. */
export function news(
  { clock }: LiveLab,
  { polled, held }: { readonly polled?: From; readonly held?: From } = {},
): ServerRecipe {
  const log = newsLog();
  const ways = new Map([
    ['poll', newsApi({ log, clock, holdMs: 0, ...(polled && { from: polled }) })],
    ['long', newsApi({ log, clock, holdMs: 20_000, ...(held && { from: held }) })],
    ['stream', newsStream({ log })],
  ]);
  const happen = () => {
    log.publish({ product: log.length + 1, cents: 18_550 });
    clock.setTimer(NEWS_MS, happen);
  };
  happen();
  return {
    fetch(request) {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD' } });
      }
      const url = new URL(request.url);
      const [, name = '', ...rest] = url.pathname.split('/');
      url.pathname = `/${rest.join('/')}`;
      return (
        ways.get(name)?.fetch(new Request(url, request)) ?? new Response(null, { status: 404 })
      );
    },
  };
}

/** The same news, to be asked for in three ways. */
export default defineServer({
  title: 'News in three ways',
  about: 'Something happens each second: ask, ask and be held, or listen.',
  party: 'news',

  start: (lab) => news(lab),

  tryIt: ({ url }) => [
    { about: 'ask', command: `curl '${url}/poll/news?after=0'` },
    {
      about: 'ask for what comes next; the server holds the question',
      command: `curl "${url}/long/news?after=$(curl -s '${url}/poll/news?after=0' | grep -o product | wc -l)"`,
    },
    { about: 'listen', command: `curl -N ${url}/stream/news` },
    { about: 'ask for more than there is', command: `curl -i '${url}/poll/news?after=999999'` },
  ],
});
