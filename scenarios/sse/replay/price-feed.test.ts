import { startServer } from 'apilab/testing';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { priceFeed } from './price-feed.ts';

type Feed = ReturnType<typeof priceFeed>;

const openFeed = (published = 0): Feed => {
  const feed = priceFeed({ window: 3, retryMs: 1000 });
  publish(feed, published);
  return feed;
};

function publish(feed: Feed, count: number): void {
  for (let n = 0; n < count; n++) feed.publish({ stock: 'ABC', cents: 100 });
}

const opened: ReadableStreamDefaultReader<Uint8Array>[] = [];
afterEach(() => Promise.all(opened.splice(0).map((reader) => reader.cancel())));

/** Opens the stream and gives what reads its next piece as text. */
async function follow(feed: Feed, lastEventId?: string) {
  const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  const response = await feed.fetch(new Request('http://shop.test/prices', { headers }));
  const reader = response.body?.getReader();
  if (reader === undefined) throw new Error('there is no stream');
  opened.push(reader);
  const next = async () => new TextDecoder().decode((await reader.read()).value);
  return { response, reader, next };
}

const ids = (piece: string) => [...piece.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));

describe('GET /prices', () => {
  test('begins with the time to reconnect, then waits for prices', async () => {
    const feed = openFeed(2);
    const { response, next } = await follow(feed);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(await next()).toBe('retry: 1000\n\n');
    const news = next();
    publish(feed, 1);
    expect(await news).toBe('event: tick\ndata: {"stock":"ABC","cents":100}\nid: 3\n\n');
  });

  test('sends a client that comes back what it missed, then goes on', async () => {
    const feed = openFeed(3);
    const { next } = await follow(feed, '1');
    expect(ids(await next())).toEqual([2, 3]);
    const news = next();
    publish(feed, 1);
    expect(ids(await news)).toEqual([4]);
  });

  test('takes an empty id for none', async () => {
    const { next } = await follow(openFeed(3), '');
    expect(await next()).toBe('retry: 1000\n\n');
  });

  test.each(['abc', '1', '9'])(
    'announces a gap after %s, and goes on from the newest',
    async (id) => {
      const { next } = await follow(openFeed(5), id);
      expect(await next()).toBe('retry: 1000\n\nevent: reset\ndata: {"newest":5}\nid: 5\n\n');
    },
  );

  test('misses nothing that is published between request and first byte', async () => {
    const feed = openFeed(1);
    const { next } = await follow(feed, '1');
    publish(feed, 1);
    expect(ids(await next())).toEqual([2]);
  });

  test('keeps nothing for a client that reads slowly, and tells it when it is behind', async () => {
    const feed = openFeed();
    const { next } = await follow(feed);
    await next();
    publish(feed, 10_000);
    expect(await next()).toContain('event: reset');
    const news = next();
    publish(feed, 1);
    expect(ids(await news)).toEqual([10_001]);
  });

  test('forgets a client that is gone', async () => {
    const feed = openFeed();
    const { next, reader } = await follow(feed);
    await next();
    void reader.read();
    await expect.poll(() => feed.waiting).toBe(1);
    await reader.cancel();
    await expect.poll(() => feed.waiting).toBe(0);
  });
});

describe('the feed on a real server', () => {
  test('answers HEAD with the fields alone, and keeps nothing of it', async () => {
    const feed = openFeed();
    const { port, close } = await startServer(feed);
    for (let n = 0; n < 3; n++) {
      const response = await fetch(`http://127.0.0.1:${port}/prices`, { method: 'HEAD' });
      expect([response.status, response.headers.get('content-type')]).toEqual([
        200,
        'text/event-stream',
      ]);
    }
    expect(feed.waiting).toBe(0);
    await close();
  });

  test('forgets a client whose connection is cut', async () => {
    const feed = openFeed();
    const { port, close } = await startServer(feed);
    const leaving = new AbortController();
    await fetch(`http://127.0.0.1:${port}/prices`, { signal: leaving.signal });
    await expect.poll(() => feed.waiting).toBe(1);
    leaving.abort();
    await expect.poll(() => feed.waiting).toBe(0);
    await close();
  });

  test('answers whatever is sent without an error of its own', async () => {
    const feed = openFeed(5);
    const { port, close } = await startServer(feed);
    const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...methods),
        fc.constantFrom('/prices', '/prices/', '/', '/prices?last-event-id=%00', '/%ff'),
        fc.stringMatching(/^[\x21-\x7e\xa1-\xff]{0,40}$/),
        async (method, path, lastEventId) => {
          const leaving = new AbortController();
          const { status } = await fetch(`http://127.0.0.1:${port}${path}`, {
            method,
            headers: { 'last-event-id': lastEventId },
            signal: leaving.signal,
          });
          leaving.abort();
          expect(status).toBeLessThan(500);
        },
      ),
      { numRuns: 100 },
    );
    await expect.poll(() => feed.waiting).toBe(0);
    await close();
  });

  test('says of another method that only GET is possible', async () => {
    const response = await openFeed().fetch(
      new Request('http://shop.test/prices', { method: 'POST' }),
    );
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});
