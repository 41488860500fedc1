import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { listening } from 'apilab';
import { startServer } from 'apilab/testing';
import { expect, onTestFinished, test } from 'vitest';
import { isInstalled } from '#test/oracles/installed';
import type { Announce } from './announce.ts';
import { frontPage } from './front-page.ts';
import { hintAll } from './naive/hint-all.ts';
import { push } from './naive/push.ts';
import { pushyServer } from './setting.ts';

const run = promisify(execFile);

const clock = {
  now: () => 0,
  date: () => new Date('2026-01-05T09:00:00Z'),
  sleep: () => Promise.resolve(),
  setTimer: () => ({ cancel() {} }),
};

/** Starts the pages in the clear; gives their address. */
async function started(version: 'overHttp1' | 'overHttp2', announce?: Announce): Promise<string> {
  const pages = frontPage({ clock, workMs: 1, ...(announce && { announce }) });
  const { port, close } = await startServer((at) => listening(pages[version](), at));
  onTestFinished(() => close());
  return `http://127.0.0.1:${port}`;
}

const noNghttp = !isInstalled('nghttp', ['--version']);
const noCurl = !isInstalled('curl', ['--version']);
const nghttp = async (...args: string[]) => (await run('nghttp', ['-nv', ...args])).stdout;
const curl = async (...args: string[]) => (await run('curl', ['-si', ...args])).stdout;

test.skipIf(noNghttp)('nghttp reads the hint and then the page', async () => {
  const told = await nghttp('--no-push', `${await started('overHttp2')}/ada`);
  expect(told.match(/:status: \d+/g)).toEqual([':status: 103', ':status: 200']);
  expect(told).not.toMatch(/\[ERROR\]|INVALID|PUSH_PROMISE/);
});

test.skipIf(noNghttp)('nghttp is pushed to, unless it says no', async () => {
  const url = `${await started('overHttp2', push)}/ada`;
  expect(await nghttp(url)).toMatch(/recv PUSH_PROMISE/);
  expect(await nghttp('--no-push', url)).not.toMatch(/recv PUSH_PROMISE/);
});

test.skipIf(noNghttp)(
  'nghttp ends a connection on which it is pushed to all the same',
  async () => {
    const { port, close } = await startServer(pushyServer());
    onTestFinished(() => close());
    const told = await nghttp('--no-push', `http://127.0.0.1:${port}/`).catch(
      ({ stdout }: { stdout: string }) => stdout,
    );
    expect(told).toMatch(/send GOAWAY[\s\S]*PROTOCOL_ERROR/);
  },
);

test.skipIf(noCurl)('curl tells both answers over HTTP/2, and one over HTTP/1.1', async () => {
  const http2 = await curl('--http2-prior-knowledge', `${await started('overHttp2')}/ada`);
  expect(http2.match(/^HTTP\S+ \d+/gm)).toEqual(['HTTP/2 103', 'HTTP/2 200']);
  const http1 = await curl(`${await started('overHttp1')}/ada`);
  expect(http1.match(/^HTTP\S+ \d+/gm)).toEqual(['HTTP/1.1 200']);
  const hinted = await curl(`${await started('overHttp1', hintAll)}/ada`);
  expect(hinted.match(/^HTTP\S+ \d+/gm)).toEqual(['HTTP/1.1 103', 'HTTP/1.1 200']);
});
