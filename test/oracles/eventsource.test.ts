import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { EventSource } from 'eventsource';
import { afterEach, describe, expect, it } from 'vitest';
import { priceFeed } from '../../scenarios/sse/replay/price-feed.ts';
import { closeAfterBytes, closeAfterMessage, openTap } from '../../src/tap/index.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** The price feed behind a tap, in real time. */
async function servedFeed() {
  const feed = priceFeed({ window: 100, retryMs: 1 });
  const server = createServer(getRequestListener(feed.fetch, { overrideGlobalObjects: false }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  let connections = 0;
  const tap = await openTap({
    client: 'client',
    server: 'prices',
    upstream: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    surroundings: {
      clock: {
        now: () => performance.now(),
        setTimer(delayMs, callback) {
          const timer = setTimeout(callback, delayMs);
          return { cancel: () => clearTimeout(timer) };
        },
      },
      random: { integer: (min) => min },
    },
    nextConnection: () => ++connections,
    onEvent: () => {},
  });
  closing.push(() => tap.close());
  return { feed, tap, connections: () => connections };
}

describe('the EventSource of the eventsource package', () => {
  it.each([
    ['in the middle of an event', () => closeAfterBytes({ bytes: 330, times: 3 })],
    ['between two events', () => closeAfterMessage({ message: 'sse-event', nth: 2, times: 3 })],
  ])('resumes our feed without a gap when it is cut %s', async (_, cut) => {
    const { feed, tap, connections } = await servedFeed();
    tap.inject(cut());
    const source = new EventSource(`${tap.url}/prices`);
    closing.push(() => source.close());
    const ids: string[] = [];
    const all = new Promise<void>((resolve) => {
      source.addEventListener('tick', (event) => {
        ids.push(event.lastEventId);
        if (ids.length === 12) resolve();
      });
    });
    await once(source, 'open');
    for (let n = 1; n <= 12; n++) feed.publish({ stock: 'ABC', cents: n });
    await all;
    expect(ids).toEqual(Array.from({ length: 12 }, (_item, index) => String(index + 1)));
    expect(connections()).toBe(4);
  });
});
