import { describe, expect, it } from 'vitest';
import { masked } from '../../../src/lab/live/masking.ts';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { dissectConnection } from '../../../src/wire/connection.ts';

function seen(text: string): TranscriptEvent {
  const bytes = Buffer.from(text);
  const [message] = dissectConnection({}).push('client-to-server', bytes);
  if (message === undefined) throw new Error('no message');
  return {
    type: 'message',
    connection: 1,
    client: 'client',
    server: 'api',
    delivery: 'whole',
    message,
    bytes: bytes.toString('base64'),
    at: 0,
  };
}

const told = (event: TranscriptEvent) =>
  `${JSON.stringify(event)}${'bytes' in event ? Buffer.from(event.bytes ?? '', 'base64') : ''}`;

describe('what a live session tells of a request', () => {
  it.each([
    ['Authorization', 'Authorization: Bearer s3cret-token\r\n', 'Bearer ************'],
    ['Proxy-Authorization', 'Proxy-Authorization: Basic czNjcmV0\r\n', 'Basic ********'],
    ['Cookie', 'Cookie: sid=s3cret; theme=s3cret2\r\n', 'sid=******; theme=*******'],
    ['an API key', 'X-Api-Key: s3cret\r\n', '******'],
    ['a signature', 'webhook-signature: v1,s3cret\r\n', '*********'],
  ])('masks %s, byte for byte', (_, field, mask) => {
    const event = seen(`GET / HTTP/1.1\r\nHost: x\r\n${field}\r\n`);
    const without = masked(event);
    expect(told(without)).not.toMatch(/s3cret|czNjcmV0/);
    expect(told(without)).toContain(mask);
    if (!('bytes' in without) || !('bytes' in event)) throw new Error('no bytes');
    expect(without.bytes?.length).toBe(event.bytes?.length);
  });

  it.each(['access_token', 'api_key', 'sig'])('masks %s in a query', (name) => {
    const without = told(masked(seen(`GET /a?x=1&${name}=s3cret HTTP/1.1\r\nHost: x\r\n\r\n`)));
    expect(without).not.toContain('s3cret');
    expect(without).toContain(`x=1&${name}=******`);
  });

  it('masks what content calls a password or a token', () => {
    const body = '{"user":"ada","password":"s3cret"}';
    const head = `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    const without = told(masked(seen(head + body)));
    expect(without).toContain('ada');
    expect(without).not.toContain('s3cret');
  });

  it('gives an event back that holds none', () => {
    const event = seen('GET /orders?page=2 HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(masked(event)).toBe(event);
  });
});
