import { describe, expect, it } from 'vitest';
import { codes, dissect, spelled, type Turn } from './conversation.ts';

/** A conversation of one request and what answers it. */
function answered(method: string, answer: string): Turn[] {
  return [
    ['client', `${method} / HTTP/1.1\r\nHost: a\r\n\r\n`],
    ['server', answer],
  ];
}

describe('a response', () => {
  it('comes apart into status line, fields and body', () => {
    const sent = 'HTTP/1.1 200 All good\r\nContent-Length: 2\r\n\r\nhi';
    const [, response] = dissect(answered('GET', sent));
    expect(spelled(response, sent).slice(0, 6)).toEqual([
      'version HTTP/1.1',
      'space  ',
      'status 200',
      'space  ',
      'reason All good',
      'line-end \\r\\n',
    ]);
    expect(response).toMatchObject({
      kind: 'http-response',
      summary: 'HTTP/1.1 200 All good',
      status: 200,
      reason: 'All good',
      exchange: 1,
      streaming: false,
      problems: [],
    });
  });

  it.each([
    ['HEAD', '200 OK'],
    ['GET', '204 No Content'],
    ['GET', '304 Not Modified'],
  ])('to %s with %s has no body', (method, status) => {
    const field = status.startsWith('204') ? '' : 'Content-Length: 5\r\n';
    const messages = dissect(answered(method, `HTTP/1.1 ${status}\r\n${field}\r\n`));
    expect(messages[1]).toMatchObject({ content: { byteLength: 0 }, problems: [] });
  });

  it('that is interim leaves its request waiting', () => {
    const interim = 'HTTP/1.1 103 Early Hints\r\n\r\n';
    const final = 'HTTP/1.1 204 No Content\r\n\r\n';
    const messages = dissect(answered('GET', interim + final));
    expect(messages.slice(1)).toMatchObject([
      { status: 103, exchange: 1, problems: [] },
      { status: 204, exchange: 1, problems: [] },
    ]);
  });

  it('without a length lasts until the connection closes', () => {
    const messages = dissect(answered('GET', 'HTTP/1.1 200 OK\r\n\r\nall of it'));
    expect(messages[1]).toMatchObject({ content: { byteLength: 9 }, problems: [] });
  });

  it('without a length is unfinished where the connection is reset', () => {
    const messages = dissect([
      ...answered('GET', 'HTTP/1.1 200 OK\r\n\r\nall of it?'),
      ['server', { end: 'rst' }],
    ]);
    expect(codes(messages[1])).toEqual(['unfinished-message']);
  });

  it.each([
    ['HTTP/1.1  204 OK\r\n\r\n', 'extra-whitespace'],
    ['HTTP/1.1 204\r\n\r\n', 'missing-reason-space'],
    ['HTTP/1.1 204 a\x01\r\n\r\n', 'invalid-reason'],
    ['HTTP/1.1 799 OK\r\nContent-Length: 0\r\n\r\n', 'status-out-of-range'],
    ['HTTP/1.1 204 OK\r\nContent-Length: 0\r\n\r\n', 'content-length-not-allowed'],
    ['HTTP/1.1 204 OK\r\nTransfer-Encoding: chunked\r\n\r\n', 'transfer-encoding-not-allowed'],
    [
      'HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'transfer-encoding-in-http-1.0',
    ],
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n', 'chunked-not-last'],
    [
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n',
      'transfer-coding-kept',
    ],
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n', 'chunked-twice'],
  ])('%j has %s', (sent, code) => {
    expect(dissect(answered('GET', sent)).slice(1).map(codes)).toEqual([[code]]);
  });

  it('nobody asked for is read and says so', () => {
    const messages = dissect([
      ['server', 'HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n'],
    ]);
    expect(messages).toMatchObject([{ status: 408, exchange: 1 }]);
    expect(codes(messages[0])).toEqual(['response-without-request']);
  });

  it('before the head of its request is there belongs to that request', () => {
    const messages = dissect([
      ['client', 'GET / HTTP/1.1\r\nHo'],
      ['server', 'HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n'],
    ]);
    expect(messages.map(codes)).toEqual([['response-before-request'], ['unfinished-message']]);
    expect(messages).toMatchObject([{ exchange: 1 }, { exchange: 1 }]);
  });
});
