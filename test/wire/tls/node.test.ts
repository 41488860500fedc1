import { connect as connectHttp2, createSecureServer } from 'node:http2';
import { createServer as createHttpsServer, get } from 'node:https';
import type { Server, TlsOptions } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import { dissectConnection, KeyLines } from '../../../src/wire/index.ts';
import { portOf, rig } from '../../tap/rig.ts';
import { selfSigned } from './certificate.ts';
import { applicationData, expectAsInTheClear } from './in-the-clear.ts';

const certificate = selfSigned();

/** Every version and protection that is read. */
const protections: readonly TlsOptions[] = [
  { ciphers: 'TLS_AES_128_GCM_SHA256' },
  { ciphers: 'TLS_AES_256_GCM_SHA384' },
  { ciphers: 'TLS_CHACHA20_POLY1305_SHA256' },
  { ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256', maxVersion: 'TLSv1.2' },
  { ciphers: 'ECDHE-ECDSA-AES256-GCM-SHA384', maxVersion: 'TLSv1.2' },
  { ciphers: 'ECDHE-ECDSA-CHACHA20-POLY1305', maxVersion: 'TLSv1.2' },
];

/** A tap before a server whose key log it is given. */
async function tapped(server: Server) {
  const keyLog = new KeyLines();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const upstream = { host: '127.0.0.1', port: portOf(server.address()) };
  const rigged = await rig({
    upstream,
    dissect: (secrets) => dissectConnection({ keyLog, ...secrets }),
  });
  server.on('keylog', (line: Buffer) => {
    keyLog.add(line.toString('latin1').trim());
    rigged.tap.wake();
  });
  const told = () =>
    rigged.events.flatMap((event) =>
      event.type === 'message' && applicationData([event.message]).length > 0
        ? [{ message: event.message, plaintext: event.bytes }]
        : [],
    );
  return { ...rigged, told };
}

describe.skipIf(certificate === undefined)('Node over TLS', () => {
  test.each(protections)('$ciphers: HTTP/1.1 reads as in the clear', async (options) => {
    const server = createHttpsServer({ ...certificate, ...options }, (_request, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ large: 'x'.repeat(40_000) }));
    });
    const { tap, told, seen } = await tapped(server);
    await new Promise<void>((resolve) => {
      const to = { host: tap.host, port: tap.port, rejectUnauthorized: false, agent: false };
      get(to, (response) => response.resume().on('end', resolve));
    });
    await seen('connection-ended', ({ direction }) => direction === 'server-to-client');
    const messages = told();
    expect(messages.map(({ message }) => message.summary)).toEqual([
      'GET / HTTP/1.1',
      'HTTP/1.1 200 OK',
    ]);
    // 40 kB take three records.
    expect(messages[1]?.message.inside?.records.length).toBeGreaterThanOrEqual(3);
    expectAsInTheClear(messages);
  });

  test.each(protections)('$ciphers: HTTP/2 reads as in the clear', async (options) => {
    const server = createSecureServer({ ...certificate, ...options }, (_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end('{"ok":true}');
    });
    const { tap, told, seen } = await tapped(server);
    const session = connectHttp2(`https://${tap.host}:${tap.port}`, { rejectUnauthorized: false });
    const stream = session.request({ ':path': '/orders' });
    await new Promise((resolve) => stream.resume().on('end', resolve));
    session.close();
    await seen('connection-ended', ({ direction }) => direction === 'server-to-client');
    const messages = told();
    const names = messages.map(({ message }) => message.summary).join('\n');
    expect(names).toContain('GET /orders');
    expect(names).toContain('200');
    expectAsInTheClear(messages);
  });
});
