import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createSecureServer } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { KeyLogFile } from '../../src/lab/live/key-log-file.ts';
import { dissectConnection } from '../../src/wire/index.ts';
import { portOf, rig } from '../tap/rig.ts';
import { selfSigned } from '../wire/tls/certificate.ts';
import { applicationData, expectAsInTheClear } from '../wire/tls/in-the-clear.ts';
import { chromiumIsHere } from './headless-chromium.ts';
import { isInstalled } from './installed.ts';

const run = promisify(execFile);
const certificate = selfSigned();

/** A tap that reads the key log of its clients, before a server of HTTP/1.1 and HTTP/2. */
async function tapped() {
  const folder = mkdtempSync(join(tmpdir(), 'apilab-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'keys.txt');
  const keyLog = new KeyLogFile(path);
  const server = createSecureServer({ ...certificate, allowHTTP1: true }, ({ url }, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ asked: url }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const upstream = { host: '127.0.0.1', port: portOf(server.address()) };
  const rigged = await rig({
    upstream,
    dissect: (secrets) => dissectConnection({ keyLog, ...secrets }),
  });
  const following = keyLog.follow(() => rigged.tap.wake());
  onTestFinished(() => void following.close());
  const told = (connection: number) =>
    rigged.events.flatMap((event) =>
      event.type === 'message' &&
      event.connection === connection &&
      applicationData([event.message]).length > 0
        ? [{ message: event.message, plaintext: event.bytes }]
        : [],
    );
  return { ...rigged, told, path };
}

describe.skipIf(certificate === undefined || !isInstalled('curl', ['--version']))('curl', () => {
  test.each([
    ['--http1.1', '--tlsv1.3', '--tls-max 1.3'],
    ['--http1.1', '--tlsv1.2', '--tls-max 1.2'],
    ['--http2', '--tlsv1.3', '--tls-max 1.3'],
    ['--http2', '--tlsv1.2', '--tls-max 1.2'],
  ])('%s %s is read as in the clear', async (...flags) => {
    const { tap, told, seen, path } = await tapped();
    const args = ['-sk', ...flags.flatMap((flag) => flag.split(' ')), '-d', '{"a":1}'];
    const { stdout } = await run('curl', [...args, `https://${tap.host}:${tap.port}/orders`], {
      env: { ...process.env, SSLKEYLOGFILE: path },
    });
    expect(JSON.parse(stdout)).toEqual({ asked: '/orders' });
    await seen('connection-ended', ({ direction }) => direction === 'server-to-client');
    const messages = told(1);
    const names = messages.map(({ message }) => message.summary).join('\n');
    expect(names).toContain('POST /orders');
    expect(names).toContain('200');
    expectAsInTheClear(messages);
  });
});

describe.skipIf(certificate === undefined || !chromiumIsHere)('Chromium', () => {
  test('is read as in the clear', { timeout: 60_000 }, async () => {
    const { tap, told, events, path } = await tapped();
    const browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
      env: { ...process.env, SSLKEYLOGFILE: path } as Record<string, string>,
    });
    onTestFinished(() => browser.close());
    const page = await browser.newPage({ ignoreHTTPSErrors: true });
    await page.goto(`https://localhost:${tap.port}/shop`);
    expect(await page.textContent('body')).toContain('{"asked":"/shop"}');
    const answered = () =>
      events.flatMap((event) =>
        event.type === 'message' &&
        event.message.kind === 'http2-frame' &&
        event.message.section === 'response'
          ? [event.connection]
          : [],
      );
    await expect.poll(answered, { timeout: 10_000 }).not.toEqual([]);
    const [connection = 0] = answered();
    const messages = told(connection);
    const names = messages.map(({ message }) => message.summary);
    expect(names).toContain('HTTP/2 connection preface');
    expect(names.join('\n')).toContain('GET /shop');
    expectAsInTheClear(messages);
  });
});
