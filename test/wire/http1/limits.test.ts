import { describe, expect, it } from 'vitest';
import { dissectConnection, limits } from '../../../src/wire/index.ts';
import type { Message } from '../../../src/wire/types.ts';
import { codes, dissect, leaves } from './conversation.ts';

const start = 'GET / HTTP/1.1\r\nHost: a\r\n';

describe('a head past the caps', () => {
  it.each([
    ['line', `A: ${'x'.repeat(limits.line)}\r\n\r\n`, 'line-too-long'],
    ['section', `A: ${'x'.repeat(60_000)}\r\n`.repeat(5), 'section-too-long'],
    ['number of fields', 'A: x\r\n'.repeat(limits.fields), 'too-many-fields'],
  ])('(%s) is shown up to the cap; the rest is malformed', (_, more, code) => {
    const messages = dissect([['client', start + more]], [4_096]);
    expect(codes(messages[0])).toEqual(['unfinished-message']);
    expect(codes(messages[1])).toEqual([code]);
    expect(messages[1]?.kind).toBe('malformed');
  });

  it('is cut at the same place byte by byte', () => {
    const turns = [['client', `${start}A: ${'x'.repeat(limits.line)}`]] as const;
    expect(dissect(turns, [1])).toEqual(dissect(turns));
  });
});

describe('a body past the caps', () => {
  const request = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n';

  it('is counted, and only its beginning is kept', () => {
    const dissector = dissectConnection();
    const piece = Buffer.alloc(1024 * 1024, 'x');
    const megabytes = 200;
    const before = process.memoryUsage().arrayBuffers;
    const length = piece.length * megabytes;
    const head = `${request}Content-Length: ${length}\r\n\r\n`;
    const messages: Message[] = [...dissector.push('client-to-server', Buffer.from(head))];
    for (let sent = 0; sent < megabytes; sent++) {
      messages.push(...dissector.push('client-to-server', piece));
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
    expect(messages).toMatchObject([{ content: { byteLength: length, truncated: true } }]);
  });

  it('in a great many chunks has a capped number of nodes', () => {
    const chunks = '1\r\nx\r\n'.repeat(limits.chunks * 3);
    const sent = `${request}Transfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`;
    const [message] = dissect([['client', sent]], [1_000]);
    expect(message).toMatchObject({ content: { byteLength: limits.chunks * 3 } });
    expect(leaves(message).length).toBeLessThan(limits.chunks * 4 + 50);
    expect(leaves(message).map(({ kind }) => kind)).toContain('http1.more-chunks');
  });

  it('in a great many chunks is the same however it is cut, events included', () => {
    const chunks = '1\r\n:\r\n'.repeat(limits.chunks + 9);
    const events = '2\r\n\n\n\r\n9\r\ndata: 2\n\n\r\n';
    const turns = [
      ['client', start.concat('\r\n')],
      [
        'server',
        `HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}${events}0\r\n\r\n`,
      ],
    ] as const;
    const messages = dissect(turns, [11]);
    expect(messages).toEqual(dissect(turns));
    expect(messages.slice(2)).toMatchObject([
      { kind: 'sse-event', outcome: 'comment' },
      { kind: 'sse-event', data: '2' },
      { kind: 'http-end', complete: true },
    ]);
  });
});

it('follows a capped number of requests that wait for their response', () => {
  const messages = dissect([['client', `${start}\r\n`.repeat(limits.pipeline + 1)]]);
  expect(messages.at(-2)?.kind).toBe('http-request');
  expect(codes(messages.at(-1))).toEqual(['pipeline-too-deep']);
});
