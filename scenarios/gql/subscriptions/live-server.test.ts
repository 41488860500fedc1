import { once } from 'node:events';
import { listening } from 'apilab';
import { startServer } from 'apilab/testing';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { serverErrors } from '#test/hostile';
import { liveGraph } from './live-graph.ts';
import { liveServer } from './live-server.ts';
import { type PriceFeed, priceFeed } from './price-feed.ts';

const PING_MS = 100;

let feed: PriceFeed;
let port: number;
let close: () => unknown;
const server = () =>
  liveServer({
    graph: liveGraph(feed),
    mayConnect: ({ token }) => token === 'ada',
    beginWithinMs: 200,
    pingEveryMs: PING_MS,
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

  /** Somebody who has begun, with what they are told from then on. */
  async function begun(options = {}) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', options);
    socket.on('error', () => {});
    const told: unknown[] = [];
    const ended = once(socket, 'close').then(([code]) => code);
    onTestFinished(() => socket.terminate());
    await once(socket, 'open');
    socket.send(JSON.stringify(init));
    await once(socket, 'message');
    socket.on('message', (data) => told.push(JSON.parse(String(data))));
    return { socket, told, ended, say: (it: object) => socket.send(JSON.stringify(it)) };
  }

  test('a connection has a hundred operations at once, and another one when one has ended', async () => {
    const { say, told } = await begun();
    for (let n = 1; n <= 101; n++) say(subscribe(QUERY, `${n}`));
    const error = { message: 'Too many operations at once' };
    await expect.poll(() => told).toEqual([{ type: 'error', id: '101', payload: [error] }]);
    expect(feed.listeners).toBe(100);
    say({ type: 'complete', id: '7' });
    say(subscribe(QUERY, '102'));
    await expect.poll(() => feed.listeners).toBe(100);
    expect(told).toHaveLength(1);
  });

  test('who says ping and does not read is let go of, and nothing is written into the log', async () => {
    const log = vi.spyOn(console, 'error');
    onTestFinished(() => log.mockRestore());
    const { socket, say, ended } = await begun();
    socket.pause();
    // 20 MB of answers, more than the system takes for the two sides.
    const payload = { text: 'x'.repeat(10_000) };
    for (let n = 0; n < 2000; n++) say({ type: 'ping', payload });
    await expect.poll(() => socket.bufferedAmount, { timeout: 5000 }).toBe(0);
    socket.resume();
    expect(await ended).toBe(1006);
    expect(log).not.toHaveBeenCalled();
  });

  test('who does not pong is let go of', async () => {
    const { ended } = await begun({ autoPong: false });
    expect(await ended).toBe(1006);
  });

  test('who pongs stays', async () => {
    const { told, say } = await begun();
    await new Promise((resolve) => setTimeout(resolve, 5 * PING_MS));
    say(subscribe('{ stocks }'));
    await expect.poll(() => told.length).toBe(2);
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
