import { once } from 'node:events';
import { request as requestHttp1 } from 'node:http';
import { connect } from 'node:http2';
import { connect as connectTcp } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { startServer } from 'apilab/testing';
import { expect, onTestFinished, test } from 'vitest';
import type { Announce } from './announce.ts';
import { hintAll } from './naive/hint-all.ts';
import { openPages } from './serve.ts';

const clock = {
  now: () => 0,
  date: () => new Date('2026-01-05T09:00:00Z'),
  sleep: () => Promise.resolve(),
  setTimer: () => ({ cancel() {} }),
};

async function served(announce?: Announce): Promise<number> {
  const { port, close } = await startServer(openPages({ clock }, announce));
  onTestFinished(() => close());
  return port;
}

/** The statuses of all answers to a request over HTTP/1.1. */
async function overHttp1(port: number): Promise<readonly unknown[]> {
  const sent = requestHttp1({ port, path: '/ada', agent: false });
  const all: unknown[] = [];
  sent.on('information', ({ statusCode }) => all.push(statusCode)).end();
  const [response] = await once(sent, 'response');
  await once(response.resume(), 'end');
  return [...all, response.statusCode];
}

async function overHttp2(port: number): Promise<readonly unknown[]> {
  const session = connect(`http://127.0.0.1:${port}`);
  const stream = session.request({ ':path': '/ada' });
  const all: unknown[] = [];
  stream.on('headers', (fields) => all.push(fields[':status']));
  const [final] = await once(stream, 'response');
  await once(stream.resume(), 'end');
  session.destroy();
  return [...all, final[':status']];
}

test('clients of HTTP/2 are hinted at, and those of HTTP/1.1 by the naive server alone', async () => {
  const port = await served();
  expect([await overHttp2(port), await overHttp1(port)]).toEqual([[103, 200], [200]]);
  const naive = await served(hintAll);
  expect([await overHttp2(naive), await overHttp1(naive)]).toEqual([
    [103, 200],
    [103, 200],
  ]);
});

test('the version is known however the first bytes come', async () => {
  const port = await served();
  for (const [sent, answer] of [
    ['PRI /ada HTTP/1.1\r\nHost: a\r\n\r\n', 'HTTP/1.1 4'],
    ['GET /ada HTTP/1.0\r\n\r\n', 'HTTP/1.1 200'],
  ] as const) {
    const socket = connectTcp(port, '127.0.0.1').setEncoding('latin1');
    socket.on('error', () => {});
    const first = once(socket, 'data');
    for (const byte of sent) {
      socket.write(byte);
      await setTimeout(1);
    }
    const [text] = await first;
    expect(text).toContain(answer);
    socket.destroy();
  }
});

test('who goes away before saying anything is let go', async () => {
  const port = await served();
  const socket = connectTcp(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('PRI * HT');
  socket.resetAndDestroy();
  expect(await overHttp1(port)).toEqual([200]);
});
