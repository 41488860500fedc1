import { once } from 'node:events';
import { request as requestHttp1 } from 'node:http';
import { type ClientHttp2Session, connect } from 'node:http2';
import { connect as connectTcp } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { listening } from 'apilab';
import { startServer } from 'apilab/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serverErrors } from '#test/hostile';
import type { Announce } from './announce.ts';
import { frontPage } from './front-page.ts';
import { hintAll } from './naive/hint-all.ts';
import { push } from './naive/push.ts';
import { preloadOf } from './visitor.ts';

/** Work takes a moment, and is given up with its signal. */
const clock = {
  now: () => 0,
  date: () => new Date('2026-01-05T09:00:00Z'),
  sleep: (ms: number, options?: { signal?: AbortSignal }) =>
    setTimeout(Math.min(ms, 20), undefined, options),
  setTimer: () => ({ cancel() {} }),
};

const pagesOf = (announce?: Announce) =>
  frontPage({ clock, workMs: 300, ...(announce && { announce }) });

async function overHttp2(announce?: Announce) {
  const { port, close } = await startServer((at) => listening(pagesOf(announce).overHttp2(), at));
  const session = connect(`http://127.0.0.1:${port}`);
  session.on('error', () => {});
  onTestFinished(async () => {
    session.destroy();
    await close();
  });
  return { session, port };
}

async function answerTo(session: ClientHttp2Session, fields: Record<string, string>) {
  const stream = session.request(fields);
  const hints: unknown[] = [];
  stream.on('headers', ({ ':status': status, link }) => hints.push([status, link]));
  const [final] = await once(stream, 'response');
  let bytes = 0;
  for await (const chunk of stream) bytes += chunk.length;
  return { status: final[':status'], bytes, hints, final };
}

/** Asks over HTTP/1.1; gives the informational answers and the final one. */
async function askHttp1(announce?: Announce) {
  const { port, close } = await startServer((at) => listening(pagesOf(announce).overHttp1(), at));
  onTestFinished(() => close());
  const sent = requestHttp1({ port, path: '/ada', agent: false });
  const informed: unknown[] = [];
  sent.on('information', ({ statusCode }) => informed.push(statusCode));
  sent.end();
  const [response] = await once(sent, 'response');
  response.resume();
  return { informed, status: response.statusCode };
}

describe('pages over HTTP/2', () => {
  test('are hinted at with 103, once, before their final answer', async () => {
    const { session } = await overHttp2();
    const answer = await answerTo(session, { ':path': '/ada?from=test' });
    expect(answer).toMatchObject({
      status: 200,
      hints: [[103, '</style.css>; rel=preload; as=style']],
      final: { date: 'Mon, 05 Jan 2026 09:00:00 GMT' },
    });
  });

  test.each([
    ['GET', '/gone', 404, 1],
    ['GET', '/style.css', 200, 0],
    ['HEAD', '/ada', 200, 1],
    ['POST', '/ada', 405, 0],
    ['PROPFIND', '/', 405, 0],
    ['GET', '/', 404, 0],
    ['GET', '/__proto__', 404, 0],
    ['GET', '/%3Cscript%3E', 404, 0],
  ])('answer %s %s with %i and %i hints', async (method, path, status, hints) => {
    const { session } = await overHttp2();
    const answer = await answerTo(session, { ':method': method, ':path': path });
    expect([answer.status, answer.hints.length]).toEqual([status, hints]);
    if (method === 'HEAD') expect(answer.bytes).toBe(0);
  });

  test.each([undefined, push])('let others be when a client goes away', async (announce) => {
    const { session, port } = await overHttp2(announce);
    const rude = connect(`http://127.0.0.1:${port}`);
    rude.on('error', () => {});
    for (const path of ['/ada', '/style.css', '/gone']) {
      rude.request({ ':path': path }).on('error', () => {});
    }
    await once(rude, 'remoteSettings');
    await setTimeout(5);
    rude.destroy();
    const socket = connectTcp(port, '127.0.0.1');
    socket.on('error', () => {}).end('GET / HTTP/1.1\r\n\r\n');
    await once(socket.resume(), 'close');
    await setTimeout(40);
    expect(await answerTo(session, { ':path': '/ada' })).toMatchObject({ status: 200 });
  });
});

test.each([
  ['</style.css>; rel=preload; as=style', '/style.css'],
  ['<../style.css?v=2>; as=style; rel="preload"', '/style.css?v=2'],
  ['</next>; rel=next, </a.css>;rel=preload;as=style, </b.css>; rel=preload', '/a.css'],
  ['<http://shop.example/style.css>; rel=preload', '/style.css'],
  ['<https://evil.example/style.css>; rel=preload', undefined],
  ['<//evil.example/style.css>; rel=preload', undefined],
  ['<http://[>; rel=preload', undefined],
  ['</style.css>; rel=preloaded', undefined],
  [undefined, undefined],
])('of %s, %s is fetched ahead', (link, path) => {
  expect(preloadOf(link, new URL('http://shop.example/orders/ada'))).toBe(path);
});

describe('pages over HTTP/1.1', () => {
  test('come without a hint', async () => {
    expect(await askHttp1()).toEqual({ informed: [], status: 200 });
    expect(await askHttp1(hintAll)).toEqual({ informed: [103], status: 200 });
  });

  test('survive what it has to offer', async () => {
    const recipe = (at: Parameters<typeof listening>[1]) => listening(pagesOf().overHttp1(), at);
    expect(await serverErrors(recipe, { paths: ['/ada', '/style.css'] })).toEqual([]);
  });
});
