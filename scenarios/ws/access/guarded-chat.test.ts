import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as plainRequest } from 'node:http';
import { connect } from 'node:net';
import { manualClock, startServer } from 'apilab/testing';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { chromiumIsHere, headlessChromium } from '#test/oracles/headless-chromium';
import { underTest } from '../parts/testing.ts';
import { type Origins, oneOfThose } from './admission.ts';
import { guardedChat } from './guarded-chat.ts';
import { anyOrigin } from './naive/any-origin.ts';
import { sessions } from './sessions.ts';

const BY_KEY = { method: 'POST', headers: { authorization: 'Bearer k' } } as const;

async function running(mayCome?: Origins) {
  const clock = manualClock();
  const origins: string[] = [];
  const chat = guardedChat({
    clock,
    secret: randomUUID,
    sessionMs: 60_000,
    origins,
    keys: new Map([['k', 'ada']]),
    log: () => {},
    ...(mayCome && { mayCome }),
  });
  const tested = await underTest(chat);
  onTestFinished(() => tested.close());
  origins.push(`http://localhost:${tested.port}`);
  const url = `http://127.0.0.1:${tested.port}`;
  const ticket = async () => (await fetch(`${url}/tickets`, BY_KEY)).text();
  /** What a handshake with these fields is answered. */
  const shake = (headers: Readonly<Record<string, string>>) =>
    new Promise<number>((resolve, reject) => {
      const asking = plainRequest(url, {
        agent: false,
        headers: {
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
          ...headers,
        },
      });
      asking.on('response', (response) => resolve(response.resume().statusCode ?? 0));
      asking.on('upgrade', (response, stream) => {
        stream.destroy();
        resolve(response.statusCode ?? 0);
      });
      asking.on('error', reject);
      asking.end();
    });
  return { ...tested, clock, url, ticket, shake };
}

describe('a chat that looks who comes', () => {
  test.each([
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: '' }, 403],
    [{ cookie: 'session=of-nobody' }, 401],
    [{ cookie: 'other=1' }, 101],
    [{ 'sec-websocket-protocol': 'a b' }, 400],
    [{}, 101],
  ])('answers a handshake with %j with %i', async (fields, status) => {
    const { shake } = await running();
    expect(await shake(fields)).toBe(status);
  });

  test('lets in who shows a ticket, once, and forgets old ones', async () => {
    const { clock, talker, ticket } = await running();
    const shown = await ticket();
    const [first, second, late] = [await talker(), await talker(), await talker()];
    first.say(shown);
    expect(await first.hears(1)).toEqual([{ hello: 'ada' }]);
    second.say(shown);
    expect(await second.closed).toBe(1008);
    late.socket.close();
    const old = await ticket();
    clock.advanceTo(10_000);
    const tooLate = await talker();
    tooLate.say(old);
    expect(await tooLate.closed).toBe(1008);
  });

  test('waits five seconds for a ticket, and a minute for the end of a session', async () => {
    const { clock, talker, ticket } = await running();
    const ada = await talker();
    ada.say(await ticket());
    await ada.hears(1);
    const silent = await talker();
    clock.advanceTo(5000);
    expect(await silent.closed).toBe(1008);
    clock.advanceTo(60_000);
    expect(await ada.closed).toBe(4001);
    await expect.poll(() => clock.timers).toBe(0);
  });

  test('says with a parameter how to log in', async () => {
    const { url } = await running();
    const { status, headers } = await fetch(`${url}/login`, { method: 'POST' });
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="chat"']);
  });

  test('lets go of whoever talks and does not read', async () => {
    const { talker, ticket } = await running();
    const ada = await talker();
    ada.say(await ticket());
    await ada.hears(1);
    // 20 MB, more than the system takes for the two sides.
    ada.socket.pause();
    for (let n = 0; n < 5000; n++) ada.say('x'.repeat(4000));
    await expect.poll(() => ada.socket.bufferedAmount, { timeout: 5000 }).toBe(0);
    ada.socket.resume();
    expect(await ada.closed).toBe(1006);
  });

  test('lets go of whoever is refused, and never ends its own side', async () => {
    const { port } = await running();
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    onTestFinished(() => void socket.destroy());
    socket.write(
      'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nOrigin: null\r\n\r\n',
    );
    socket.resume();
    await once(socket, 'end');
    // What is sent to a connection that nobody holds any more is reset.
    const isReset = once(socket, 'error').then(([error]) => error.code);
    const talking = setInterval(() => socket.write('x'), 10);
    onTestFinished(() => clearInterval(talking));
    expect(await isReset).toMatch(/ECONNRESET|EPIPE/);
  });

  test('survives whatever is said first, and keeps no timer of it', async () => {
    const { clock, talker } = await running();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.json(), fc.string(), fc.constant('{"ticket":["x"]}')),
        async (text) => {
          const stranger = await talker();
          stranger.say(text);
          expect(await stranger.closed).toBe(1008);
        },
      ),
      { numRuns: 30 },
    );
    await expect.poll(() => clock.timers).toBe(0);
  });

  test('answers whatever is sent over HTTP without an error of its own', async () => {
    const { url } = await running();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'),
        fc.constantFrom('/', '/login', '/tickets', '/%ff', '/?key=k'),
        fc.stringMatching(/^[\x21-\x7e]{1,40}$/),
        async (method, path, authorization) => {
          const { status } = await fetch(`${url}${path}`, { method, headers: { authorization } });
          expect(status).toBeLessThan(500);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test('keeps no more than so many sessions', () => {
  let drawn = 0;
  const known = sessions({
    clock: manualClock(),
    secret: () => `${++drawn}`,
    sessionMs: 1000,
  });
  for (let n = 0; n < 10_001; n++) known.open('ada');
  expect([known.of('1'), known.of('10001')?.user]).toEqual([undefined, 'ada']);
});

test.each([
  [['chat.v1', 'chat.v2'], 'chat.v2'],
  [['chat.v1'], 'chat.v1'],
  [['chat.v9'], false],
])('of %j it chooses %s', (offered, chosen) => {
  expect(oneOfThose(new Set(offered))).toBe(chosen);
});

/** What Chromium's pages hear with Ada's cookie in the browser: the chat's, one of its site, one of another. */
async function heardInChromium(mayCome?: Origins) {
  const { port } = await running(mayCome);
  const evil = await startServer({
    fetch: () => new Response('evil', { headers: { 'content-type': 'text/html' } }),
  });
  onTestFinished(() => evil.close());
  const browser = await headlessChromium();
  onTestFinished(() => browser.close());
  const { page } = await browser.open('');
  const hear = `new Promise((resolve) => {
    const socket = new WebSocket('ws://localhost:${port}/');
    socket.onopen = () => socket.send('no ticket');
    socket.onmessage = ({ data }) => resolve(data);
    socket.onclose = ({ code }) => resolve(code);
  })`;
  await page.goto(`http://localhost:${port}/`);
  await page.evaluate(
    `fetch('/login', { method: 'POST', headers: { authorization: 'Bearer k' } }).then(() => {})`,
  );
  const own = await page.evaluate(hear);
  // A site has no port: this page is of the chat's site, and of another origin.
  await page.goto(`http://localhost:${evil.port}/`);
  const sibling = await page.evaluate(hear);
  await page.goto(`http://127.0.0.1:${evil.port}/`);
  return { own, sibling, foreign: await page.evaluate(hear) };
}

test.skipIf(!chromiumIsHere)(
  'Chromium sends the cookie for a page of another origin, and only Origin tells it',
  { timeout: 90_000 },
  async () => {
    const hello = '{"hello":"ada"}';
    // It keeps cookies from pages of other sites by default: such a page is a stranger, and let in.
    const open = { own: hello, sibling: hello, foreign: 1008 };
    expect(await heardInChromium(anyOrigin)).toEqual(open);
    expect(await heardInChromium()).toEqual({ own: hello, sibling: 1006, foreign: 1006 });
  },
);
