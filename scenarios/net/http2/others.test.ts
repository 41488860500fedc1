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
  'nghttp reads all over one connection',
  async () => {
    const url = await started();
    const { stdout } = await run('nghttp', [
      '-v',
      '-n',
      '--no-push',
      `${url}/drawn`,
      `${url}/large`,
      `${url}/small`,
    ]);
    expect(stdout.match(/:status: 200/g)).toHaveLength(3);
    expect(stdout.match(/\[ERROR\]|INVALID/g)).toBeNull();
    expect(stdout.match(/Connected/g)).toHaveLength(1);
  },
);

test.skipIf(!isInstalled('curl', ['--version']))('curl is given a picture', async () => {
  const url = await started();
  const { stdout } = await run('curl', ['-sI', '--http2-prior-knowledge', `${url}/small`]);
  expect(stdout).toMatch(/^HTTP\/2 200 \r\ncontent-type: image\/png/);
});
