import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerTo } from './opening-handshake.ts';

const complete = {
  connection: 'keep-alive, Upgrade',
  upgrade: 'WebSocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};
const statusOf = (fields: Readonly<Record<string, string | undefined>>, method = 'GET') =>
  answerTo({ method, headers: { ...complete, ...fields } }).status;

describe('answerTo', () => {
  test('accepts the key of RFC 6455 §1.3 with the value that stands there', () => {
    expect(answerTo({ method: 'GET', headers: complete })).toEqual({
      status: 101,
      fields: {
        Upgrade: 'websocket',
        Connection: 'Upgrade',
        'Sec-WebSocket-Accept': 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
      },
    });
  });

  test.each(['0', '8', '12', '14', '255'])('refuses version %s and names 13', (version) => {
    const headers = { ...complete, 'sec-websocket-version': version };
    expect(answerTo({ method: 'GET', headers })).toMatchObject({
      status: 426,
      fields: { 'Sec-WebSocket-Version': '13', Upgrade: 'websocket' },
    });
  });

  test.each([undefined, '', '013', '256', '13, 8', '1 3', 'x'])(
    'takes %j for no version',
    (version) => {
      expect(statusOf({ 'sec-websocket-version': version })).toBe(400);
    },
  );

  test.each([undefined, '', 'short', 'dGhlIHNhbXBsZSBub25jZQ=', 'dGhlIHNhbXBsZSBub25jZQ==, x'])(
    'takes %j for no key',
    (key) => {
      expect(statusOf({ 'sec-websocket-key': key })).toBe(400);
    },
  );

  test.each([{ connection: 'close' }, { connection: undefined }, { upgrade: 'h2c' }])(
    'wants to be asked to upgrade: %j',
    (fields) => {
      expect(statusOf(fields)).toBe(400);
    },
  );

  test('wants GET', () => {
    expect(statusOf({}, 'POST')).toBe(400);
  });

  test('answers anything with one of three statuses', () => {
    const text = fc.option(fc.string(), { nil: undefined });
    const headers = fc.record({
      connection: fc.oneof(text, fc.constant('upgrade')),
      upgrade: fc.oneof(text, fc.constant('websocket')),
      'sec-websocket-version': fc.oneof(text, fc.constant('13'), fc.constant('8')),
      'sec-websocket-key': fc.oneof(text, fc.constant(complete['sec-websocket-key'])),
    });
    fc.assert(
      fc.property(fc.constantFrom('GET', 'PUT', undefined), headers, (method, fields) => {
        const given = Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined));
        expect([101, 400, 426]).toContain(answerTo({ method, headers: given }).status);
      }),
    );
  });
});
