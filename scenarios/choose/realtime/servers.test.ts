import { listening } from 'apilab';
import { manualClock, startServer } from 'apilab/testing';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { newsApi } from './asking.ts';
import { newsStream, streamReader } from './event-stream.ts';
import { newsReader, newsService } from './grpc-stream.ts';
import { type News, newsLog } from './news-log.ts';
import { newsSocket, socketReader } from './web-socket.ts';
import { inbox, newsSender } from './webhook.ts';

const NEWS = [1, 2, 3].map((product) => ({ product, cents: 100 }));

function threeThings() {
  const log = newsLog();
  for (const news of NEWS) log.publish(news);
  return log;
}

async function running(handler: Parameters<typeof startServer>[0]) {
  const { port, close } = await startServer(handler);
  onTestFinished(() => close());
  return `http://127.0.0.1:${port}`;
}

/** What a reader took. */
function taker() {
  const taken: News[] = [];
  return { taken, take: (news: News) => void taken.push(news) };
}

const LONG = { log: threeThings(), clock: manualClock(), holdMs: 1000 };

describe('asking', () => {
  test.each([
    ['', 200],
    ['?after=2', 200],
    ['?after=4', 400],
    ['?after=-1', 400],
    ['?after=1.5', 400],
    ['?after=x', 400],
    ['?after=1e400', 400],
  ])('answers %s with %i', async (query, status) => {
    const api = newsApi(LONG);
    expect((await api.fetch(new Request(`http://news.test/news${query}`))).status).toBe(status);
  });

  test('holds a question until there is news, or the time is over', async () => {
    const [clock, log] = [manualClock(), threeThings()];
    const api = newsApi({ log, clock, holdMs: 1000 });
    const ask = async () => (await api.fetch(new Request('http://news.test/news?after=3'))).json();
    const told = ask();
    await new Promise((resolve) => setImmediate(resolve));
    log.publish({ product: 4, cents: 100 });
    expect(await told).toEqual([{ product: 4, cents: 100 }]);
    expect(clock.timers).toBe(0);
  });

  test('forgets who has gone away', async () => {
    const clock = manualClock();
    const url = await running(newsApi({ log: threeThings(), clock, holdMs: 1000 }));
    const leaving = new AbortController();
    const asking = fetch(`${url}/news?after=3`, { signal: leaving.signal });
    await expect.poll(() => clock.timers).toBe(1);
    leaving.abort();
    await expect(asking).rejects.toThrow();
    await expect.poll(() => clock.timers).toBe(0);
  });
});

test('the event stream goes on where the reader stopped', async () => {
  const url = await running(newsStream({ log: threeThings() }));
  const { taken, take } = taker();
  const reader = streamReader({ url, fetch, take });
  await expect.poll(() => taken).toEqual(NEWS);
  reader.close();
});

test('the socket brings all, and refuses who does not say from where', async () => {
  const { port, close } = await listening(newsSocket({ log: threeThings() }), {
    host: '127.0.0.1',
  });
  onTestFinished(() => close());
  const url = `ws://127.0.0.1:${port}`;
  const { taken, take } = taker();
  const reader = socketReader({ url, take });
  await expect.poll(() => taken).toEqual(NEWS);
  reader.close();
  for (const content of ['{', '{}', '{"after":-1}', '{"after":99}', '[]', Buffer.from([0xff])]) {
    const socket = new WebSocket(url);
    socket.on('open', () => socket.send(content));
    const code = await new Promise((resolve) => socket.on('close', resolve));
    expect(code).toBe(1008);
  }
});

test('the webhook is called again until it has been taken, and takes it once', async () => {
  const clock = manualClock();
  const { taken, take } = taker();
  const receiver = inbox({ take });
  let calls = 0;
  const url = await running({
    async fetch(request) {
      // The first answer is lost after the news was taken.
      const response = await receiver.fetch(request);
      return ++calls === 1 ? new Response(null, { status: 503 }) : response;
    },
  });
  const sender = newsSender({ log: threeThings(), url: `${url}/hooks`, fetch, clock });
  await expect.poll(() => clock.timers).toBe(1);
  clock.advanceTo(1000);
  await expect.poll(() => taken).toEqual(NEWS);
  expect(calls).toBe(4);
  sender.close();
});

test('the gRPC stream brings all', async () => {
  const { port, close } = await newsService({ log: threeThings() })({ host: '127.0.0.1' });
  onTestFinished(() => close());
  const { taken, take } = taker();
  const reader = newsReader({ authority: `127.0.0.1:${port}`, take });
  await expect.poll(() => taken).toEqual(NEWS);
  reader.close();
});

test.each([
  ['polling', newsApi({ log: threeThings(), clock: manualClock(), holdMs: 0 })],
  ['event stream', newsStream({ log: threeThings() })],
  ['inbox', inbox({ take: () => {} })],
])('%s answers whatever is sent without an error of its own', async (_, server) => {
  const url = await running(server);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND'),
      fc.constantFrom('/news', '/news?after=%00', '/hooks', '/', '/%ff'),
      fc.oneof(fc.json(), fc.string()),
      fc.stringMatching(/^[\x21-\x7e]{1,40}$/),
      async (method, path, body, field) => {
        const leaving = new AbortController();
        const { status } = await fetch(`${url}${path}`, {
          method,
          headers: { 'last-event-id': field, 'webhook-id': field },
          signal: leaving.signal,
          ...(!['GET', 'HEAD'].includes(method) && { body }),
        });
        leaving.abort();
        expect(status).toBeLessThan(500);
      },
    ),
    { numRuns: 60 },
  );
});
