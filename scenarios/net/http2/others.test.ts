import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { listening } from 'apilab';
import { startServer } from 'apilab/testing';
import { expect, onTestFinished, test } from 'vitest';
import { isInstalled } from '#test/oracles/installed';
import { gallery } from '../parts/gallery.ts';

const run = promisify(execFile);

const clock = {
  now: () => 0,
  date: () => new Date('2026-01-05T09:00:00Z'),
  sleep: () => Promise.resolve(),
  setTimer: () => ({ cancel() {} }),
};

/** Starts a gallery in the clear; gives its address. */
async function started(): Promise<string> {
  const { server } = gallery({ clock });
  const { port, close } = await startServer((at) => listening(server(), at));
  onTestFinished(() => close());
  return `http://127.0.0.1:${port}`;
}

test.skipIf(!isInstalled('nghttp', ['--version']))(
  'nghttp reads the hint, and all over one connection',
  async () => {
    const url = await started();
    const { stdout } = await run('nghttp', [
      '-v',
      '-n',
      '--no-push',
      `${url}/`,
      `${url}/large`,
      `${url}/small`,
    ]);
    expect(stdout.match(/:status: 103/g)).toHaveLength(1);
    expect(stdout.match(/:status: 200/g)).toHaveLength(3);
    expect(stdout.match(/\[ERROR\]|INVALID/g)).toBeNull();
    expect(stdout.match(/Connected/g)).toHaveLength(1);
  },
);

test.skipIf(!isInstalled('curl', ['--version']))('curl is given the page', async () => {
  const url = await started();
  const { stdout } = await run('curl', ['-si', '--http2-prior-knowledge', `${url}/`]);
  expect(stdout).toMatch(/^HTTP\/2 103 \r\nlink: <\/style\.css>/);
  expect(stdout).toContain('HTTP/2 200');
  expect(stdout).toContain('<img src=/drawn>');
});
