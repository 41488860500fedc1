import type { ServerResponse } from 'node:http';
import { createServer, request } from 'node:https';
import { describe, expect, onTestFinished, test } from 'vitest';
import { dissectConnection, KeyLines } from '../../../src/wire/index.ts';
import { portOf, rig } from '../../tap/rig.ts';
import { selfSigned } from './certificate.ts';

const certificate = selfSigned();
const PART = 100_000;

/** A tap before a server that sends a long answer bit by bit. */
async function tapped(answer: (response: ServerResponse) => void) {
  const keyLog = new KeyLines();
  const server = createServer({ ...certificate }, (_request, response) => answer(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const rigged = await rig({
    upstream: { host: '127.0.0.1', port: portOf(server.address()) },
    tellAfterMs: 5,
    dissect: (secrets) => dissectConnection({ keyLog, ...secrets }),
  });
  server.on('keylog', (line: Buffer) => {
    keyLog.add(line.toString('latin1').trim());
    rigged.tap.wake();
  });
  return rigged;
}

describe.skipIf(certificate === undefined)('what is under way inside TLS', () => {
  test('is told by its head, and as it crosses, before it is whole', async () => {
    let more: ServerResponse | undefined;
    const { tap, events, seen } = await tapped((response) => {
      response.writeHead(200, { 'Content-Length': 2 * PART, 'Content-Type': 'text/plain' });
      response.write('x'.repeat(PART));
      more = response;
    });
    const to = { host: tap.host, port: tap.port, rejectUnauthorized: false, agent: false };
    const client = request(to, (response) => response.resume());
    client.on('error', () => {});
    client.end();
    const { head, inside, bytes, messageStart } = await seen(
      'crossing',
      (event) => event.inside === true && event.head?.kind === 'http-response',
    );
    expect(head).toMatchObject({ status: 200, inside: { start: 0 }, content: { byteLength: 0 } });
    expect(head?.layers[0]?.space).toBe('plaintext');
    expect([inside, bytes, messageStart]).toEqual([true, undefined, 0]);
    const isAnswer = (event: (typeof events)[number]) =>
      event.type === 'message' && event.message.kind === 'http-response';
    expect(events.some(isAnswer)).toBe(false);
    // All that came of it is told by and by.
    const length = (head?.inside?.end ?? 0) + PART;
    await seen('crossing', (event) => event.inside === true && event.end === length);
    more?.end('y'.repeat(PART));
    const whole = await seen('message', ({ message }) => message.kind === 'http-response');
    expect(whole.begunAt).toBeDefined();
    expect(whole.message.inside).toMatchObject({ start: 0, end: length + PART });
  });

  test('is not told where nothing waits', async () => {
    const { tap, events, seen } = await tapped((response) => response.end('short'));
    const to = { host: tap.host, port: tap.port, rejectUnauthorized: false, agent: false };
    const client = request(to, (response) => response.resume());
    client.on('error', () => {});
    client.end();
    await seen('message', ({ message }) => message.kind === 'http-response');
    expect(events.filter((event) => event.type === 'crossing' && event.inside)).toEqual([]);
  });
});
