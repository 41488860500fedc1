import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { KeyLogFile } from '../../src/lab/live/key-log-file.ts';
import { dissectConnection } from '../../src/wire/index.ts';
import { portOf, rig } from '../tap/rig.ts';
import { selfSigned } from '../wire/tls/certificate.ts';
import { isInstalled } from './installed.ts';

const run = promisify(execFile);
const certificate = selfSigned();

const answer: RequestListener = ({ url }, response) => {
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ asked: url }));
};

async function listening<S extends Server | ReturnType<typeof createHttpsServer>>(server: S) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return portOf(server.address());
}

/** A tap before a proxy that opens whatever tunnel it is asked for. */
async function tappedProxy() {
  const folder = mkdtempSync(join(tmpdir(), 'apilab-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'keys.txt');
  const keyLog = new KeyLogFile(path);
  const proxy = createServer();
  proxy.on('connect', ({ url = '' }, client, head) => {
    const upstream = connect(Number(url.split(':')[1]), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  const rigged = await rig({
    upstream: { host: '127.0.0.1', port: await listening(proxy) },
    dissect: (secrets) => dissectConnection({ keyLog, ...secrets }),
  });
  const following = keyLog.follow(() => rigged.tap.wake());
  onTestFinished(() => void following.close());
  const told = () =>
    rigged.events.flatMap((event) =>
      event.type === 'message' && event.message.kind.startsWith('http-')
        ? [event.message.summary]
        : [],
    );
  return { ...rigged, told, path };
}

describe.skipIf(!isInstalled('curl', ['--version']))('curl through a proxy', () => {
  test('is read in the tunnel', async () => {
    const { tap, told, seen } = await tappedProxy();
    const port = await listening(createServer(answer));
    const args = ['-sp', '-x', tap.url, `http://127.0.0.1:${port}/orders`];
    const { stdout } = await run('curl', args);
    expect(JSON.parse(stdout)).toEqual({ asked: '/orders' });
    await seen('connection-ended', ({ direction }) => direction === 'server-to-client');
    expect(told()).toEqual([
      `CONNECT 127.0.0.1:${port} HTTP/1.1`,
      'HTTP/1.1 200 Connection established',
      'GET /orders HTTP/1.1',
      'HTTP/1.1 200 OK',
    ]);
  });

  test.skipIf(certificate === undefined)('is read inside TLS in the tunnel', async () => {
    const { tap, told, seen, path } = await tappedProxy();
    const port = await listening(createHttpsServer({ ...certificate }, answer));
    const args = ['-sk', '-x', tap.url, `https://127.0.0.1:${port}/orders`];
    const { stdout } = await run('curl', args, { env: { ...process.env, SSLKEYLOGFILE: path } });
    expect(JSON.parse(stdout)).toEqual({ asked: '/orders' });
    await seen('connection-ended', ({ direction }) => direction === 'server-to-client');
    expect(told().slice(2)).toEqual(['GET /orders HTTP/1.1', 'HTTP/1.1 200 OK']);
  });
});
