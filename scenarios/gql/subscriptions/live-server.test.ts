import { once } from 'node:events';
import { listening } from 'apilab';
import { startServer } from 'apilab/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { serverErrors } from '#test/hostile';
import { liveGraph } from './live-graph.ts';
import { liveServer } from './live-server.ts';
import { type PriceFeed, priceFeed } from './price-feed.ts';

let feed: PriceFeed;
let port: number;
let close: () => unknown;
const server = () =>
  liveServer({
    graph: liveGraph(feed),
    mayConnect: ({ token }) => token === 'ada',
    beginWithinMs: 200,
  });
beforeEach(async () => {
  feed = priceFeed();
  ({ port, close } = await startServer((at) => listening(server(), at)));
});
afterEach(() => close());

const QUERY = 'subscription { price(stock: "ABC") { number } }';
const init = { type: 'connection_init', payload: { token: 'ada' } };
const subscribe = (query: unknown, id: unknown = 'a') => ({
  type: 'subscribe',
  id,
  payload: { query },
});

/** Says something and gives the code of the end, or what it was told first behind the ack. */
async function answerTo(...messages: readonly unknown[]): Promise<unknown> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
  socket.on('error', () => {});
  const ended = once(socket, 'close').then(([code]) => code);
  await once(socket, 'open');
  const rest = [...messages];
  const say = () => {
    const message = rest.shift();
    if (message !== undefined)
      socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  };
  const told = new Promise<unknown>((resolve) =>
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      if (message.type !== 'connection_ack') resolve(message.type);
      say();
    }),
  );
  say();
  const first = await Promise.race([ended, told]);
  socket.terminate();
  return first;
}

describe('over WebSocket', () => {
  test.each([
    ['nothing', [], 4408],
    ['no JSON', ['{'], 4400],
    ['an array', ['[]'], 4400],
    ['another token', [{ type: 'connection_init', payload: { token: 'eve' } }], 4403],
    ['no payload', [{ type: 'connection_init' }], 4403],
    ['an id that is a number', [init, subscribe(QUERY, 7)], 4400],
    ['a query that is none', [init, subscribe(7)], 4400],
    ['16 kB and more', [`"${'x'.repeat(20_000)}"`], 1009],
    ['a query of too many words', [init, subscribe(`{ ${'stocks '.repeat(300)} }`)], 'error'],
    ['introspection', [init, subscribe('{ __schema { types { name } } }')], 'error'],
    ['no operation', [init, subscribe('fragment F on Query { stocks }')], 'error'],
    [
      'an unknown stock',
      [init, subscribe('subscription { price(stock: "NO") { number } }')],
      'next',
    ],
    ['a query', [init, subscribe('{ stocks }')], 'next'],
    ['an id of everybody', [init, subscribe('{ stocks }', '__proto__')], 'next'],
  ])('%s is answered', async (_, messages, expected) => {
    // An error of execution comes within a result.
    const answer = await answerTo(...messages);
    expect([expected, 'error']).toContain(answer);
    await expect.poll(() => feed.listeners).toBe(0);
  });

  test('a client that is gone is let go of', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send(JSON.stringify(init));
    await once(socket, 'message');
    socket.send(JSON.stringify(subscribe(QUERY)));
    await expect.poll(() => feed.listeners).toBe(1);
    socket.terminate();
    await expect.poll(() => feed.listeners).toBe(0);
  });
});

describe('as an event stream', () => {
  const ask = (query: string, signal?: AbortSignal, token = 'ada') =>
    fetch(`http://127.0.0.1:${port}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
      ...(signal && { signal }),
    });

  test('tells what is wrong, and ends', async () => {
    const text = await (await ask('{ weather }')).text();
    expect(text).toMatch(/^event: next\ndata: \{"errors":.*\n\nevent: complete\ndata: \n\n$/);
  });

  test('asks a stranger who they are, as over WebSocket', async () => {
    const answer = await ask(QUERY, undefined, 'eve');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer /);
    expect(feed.listeners).toBe(0);
  });

  test('gives a query its one result', async () => {
    expect(await (await ask('{ stocks }')).text()).toContain('{"data":{"stocks":["ABC","XYZ"]}}');
  });

  test('lets go of whoever leaves', async () => {
    const leaving = new AbortController();
    await ask(QUERY, leaving.signal);
    await expect.poll(() => feed.listeners).toBe(1);
    leaving.abort();
    await expect.poll(() => feed.listeners).toBe(0);
  });

  test('survives what nobody should send', async () => {
    expect(
      await serverErrors((at) => listening(server(), at), {
        paths: ['/graphql/stream', '/graphql'],
        given: { authorization: 'Bearer ada' },
      }),
    ).toEqual([]);
  });
});
