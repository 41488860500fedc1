import { describe, expect, it } from 'vitest';
import { dissectConnection } from '../../../src/wire/index.ts';
import type { Ending } from '../../../src/wire/types.ts';

const switched = 'HTTP/1.1 101 S\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n';
const head = 'POST / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: x\r\n';
const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n`;
const sized = `${head}Content-Length: 10\r\n\r\n`;

/** What the client sends before the answer and after it, and how both sides end. */
const cases: readonly (readonly [string, string, string, Ending])[] = [
  ['a chunk that breaks after the answer', `${chunked}5\r\nab`, 'cdefgh\r\n0\r\n\r\nZZ', 'fin'],
  [
    'a chunk with a size that is none',
    `${chunked}5\r\nabcde\r\n38\r\nevent`,
    '\x81\x9a7\xfa!=',
    'rst',
  ],
  ['a chunk that ends in time', `${chunked}5\r\nab`, 'cde\r\n0\r\n\r\nZZ', 'fin'],
  ['a body with a length', `${sized}ab`, 'more that belongs to the body and beyond', 'fin'],
  ['a head that is not whole', head, 'Upgr\x00ade: x\r\n\r\nmore', 'fin'],
  ['a second head', `${head}\r\nGET / HT`, 'TP/1.1\r\nmore', 'fin'],
];

describe.each(cases)('%s', (_, before, after, how) => {
  it.each([Number.POSITIVE_INFINITY, 1, 7])('loses no byte, in pieces of %d', (length) => {
    const dissector = dissectConnection();
    const messages = [];
    let sent = 0;
    for (const [direction, text] of [
      ['client-to-server', before],
      ['server-to-client', switched],
      ['client-to-server', after],
    ] as const) {
      const bytes = Buffer.from(text, 'latin1');
      if (direction === 'client-to-server') sent += bytes.length;
      for (let at = 0; at < bytes.length; at += length) {
        messages.push(...dissector.push(direction, bytes.subarray(at, at + length)));
      }
    }
    for (const direction of ['client-to-server', 'server-to-client'] as const) {
      messages.push(...dissector.end(direction, how));
    }
    const client = messages.filter(({ direction }) => direction === 'client-to-server');
    let end = 0;
    for (const message of client) {
      expect(message.start).toBe(end);
      end = message.end;
    }
    expect(end).toBe(sent);
  });
});
