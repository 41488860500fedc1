import { describe, expect, it } from 'vitest';
import { codes, dissect, spelled } from './conversation.ts';

const host = 'Host: a\r\n';

describe('a request', () => {
  it('comes apart into start line, fields and body', () => {
    const sent = `POST /orders HTTP/1.1\r\n${host}Content-Length:  2 \r\n\r\nhi`;
    const [request] = dissect([['client', sent]]);
    expect(spelled(request, sent)).toEqual([
      'method POST',
      'space  ',
      'target /orders',
      'space  ',
      'version HTTP/1.1',
      'line-end \\r\\n',
      'field-name Host',
      'colon :',
      'whitespace  ',
      'field-value a',
      'line-end \\r\\n',
      'field-name Content-Length',
      'colon :',
      'whitespace   ',
      'field-value 2',
      'whitespace  ',
      'line-end \\r\\n',
      'section-end \\r\\n',
      'body hi',
    ]);
    expect(request).toMatchObject({
      kind: 'http-request',
      summary: 'POST /orders HTTP/1.1',
      method: 'POST',
      target: '/orders',
      fields: [
        { name: 'Host', value: 'a' },
        { name: 'Content-Length', value: '2' },
      ],
      content: { byteLength: 2 },
      exchange: 1,
      problems: [],
    });
  });

  it('is shown in its chunks, extensions and trailers', () => {
    const head = `PUT / HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n`;
    const body = '3;a;b="c;d"\r\nabc\r\n0\r\nSum: 1\r\n\r\n';
    const [request] = dissect([['client', head + body]]);
    expect(spelled(request, head + body).slice(17)).toEqual([
      'chunk-size 3',
      'semicolon ;',
      'chunk-extension-name a',
      'semicolon ;',
      'chunk-extension-name b',
      'equals =',
      'chunk-extension-value \\"c;d\\"',
      'line-end \\r\\n',
      'chunk abc',
      'chunk-end \\r\\n',
      'last-chunk 0',
      'line-end \\r\\n',
      'field-name Sum',
      'colon :',
      'whitespace  ',
      'field-value 1',
      'line-end \\r\\n',
      'section-end \\r\\n',
    ]);
    expect(request).toMatchObject({ trailers: [{ name: 'Sum', value: '1' }] });
  });

  it('may be sent before the one ahead of it was answered', () => {
    const sent = `GET /1 HTTP/1.1\r\n${host}\r\nGET /2 HTTP/1.1\r\n${host}\r\n`;
    const answer = 'HTTP/1.1 204 No Content\r\n\r\n';
    const messages = dissect([
      ['client', sent],
      ['server', answer + answer],
    ]);
    expect(messages.map(({ kind, start }) => [kind, start])).toEqual([
      ['http-request', 0],
      ['http-request', 28],
      ['http-response', 0],
      ['http-response', 27],
    ]);
    expect(messages).toMatchObject([1, 2, 1, 2].map((exchange) => ({ exchange })));
  });

  it('carries a JSON body whose nodes lie on the wire', () => {
    const head = `POST / HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 2\r\n\r\n`;
    const [request] = dissect([['client', `${head}[]`]]);
    expect(request?.layers[1]).toMatchObject({
      protocol: 'json',
      space: 'wire',
      nodes: [{ start: head.length, end: head.length + 2 }],
    });
  });

  it('carries a JSON body in two chunks whose nodes count content', () => {
    const head = `POST / HTTP/1.1\r\n${host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const [request] = dissect([['client', `${head}1\r\n[\r\n1\r\n]\r\n0\r\n\r\n`]]);
    expect(request?.layers[1]).toMatchObject({
      protocol: 'json',
      space: 'content',
      nodes: [{ start: 0, end: 2 }],
    });
  });
});

describe('what is wrong in a request and can be read on', () => {
  it.each([
    ['GET / HTTP/1.1\r\n\r\n', 'missing-host'],
    [`GET / HTTP/1.1\r\n${host}${host}\r\n`, 'host-repeated'],
    ['GET / HTTP/1.1\nHost: a\r\n\r\n', 'bare-lf'],
    ['GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n', 'bare-cr'],
    ['GET / HTTP/1.1\r\nHost : a\r\n\r\n', 'whitespace-before-colon'],
    [`GET / HTTP/1.1\r\n${host}A: 1\r\n 2\r\n\r\n`, 'obs-fold'],
    [`GET / HTTP/1.1\r\n ${host}${host}\r\n`, 'whitespace-before-fields'],
    [`GET / HTTP/1.1\r\n${host}what is this\r\n\r\n`, 'field-without-colon'],
    [`GET / HTTP/1.1\r\n${host}(A): 1\r\n\r\n`, 'invalid-field-name'],
    [`GET / HTTP/1.1\r\n${host}A: \x01\r\n\r\n`, 'invalid-field-value'],
    [`\r\nGET / HTTP/1.1\r\n${host}\r\n`, 'leading-empty-line'],
    [`GET  / HTTP/1.1\r\n${host}\r\n`, 'extra-whitespace'],
    [`GET /a b HTTP/1.1\r\n${host}\r\n`, 'whitespace-in-target'],
    [`GET /\xe4 HTTP/1.1\r\n${host}\r\n`, 'invalid-target'],
    [`GET / HTTP/3.1\r\n${host}\r\n`, 'unsupported-version'],
    [`GET / HTTP/1.10\r\n${host}\r\n`, 'invalid-version'],
    [`GET /\r\n${host}\r\n`, 'missing-version'],
    [`PRI / HTTP/1.1\r\n${host}\r\n`, 'reserved-method'],
    [`POST / HTTP/1.1\r\n${host}Content-Length: 1, 1\r\n\r\na`, 'content-length-repeated'],
    [
      `POST / HTTP/1.1\r\n${host}Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      'content-length-with-transfer-encoding',
    ],
    [
      `POST / HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n0 \r\n\r\n`,
      'whitespace-after-chunk-size',
    ],
  ])('%j has %s', (sent, code) => {
    const messages = dissect([['client', sent]]);
    expect(messages.map(({ kind }) => kind)).toEqual(['http-request']);
    expect(codes(messages[0])).toEqual([code]);
  });

  it('joins a folded value with a space', () => {
    const [request] = dissect([['client', `GET / HTTP/1.1\r\n${host}A: 1\r\n\t2\r\n\r\n`]]);
    expect(request).toMatchObject({ fields: [{}, { name: 'A', value: '1 2' }] });
  });

  it('says that nothing is processed after the connection was to be closed', () => {
    const last = `GET / HTTP/1.1\r\n${host}Connection: close\r\n\r\n`;
    const messages = dissect([['client', last + last]]);
    expect(messages.map(codes)).toEqual([[], ['message-after-close']]);
  });
});

describe('what cannot be read on', () => {
  it.each([
    ['Content-Length: 1\r\nContent-Length: 2', 'content-lengths-differ'],
    ['Content-Length: +1', 'invalid-content-length'],
    ['Content-Length: 99999999999999999999', 'invalid-content-length'],
    ['Transfer-Encoding: chunked, gzip', 'chunked-not-last'],
  ])('a request with %j: its body is malformed', (fields, code) => {
    const messages = dissect([['client', `POST / HTTP/1.1\r\n${host}${fields}\r\n\r\nrest`]]);
    expect(messages.map(({ kind }) => kind)).toEqual(['http-request', 'malformed']);
    expect(messages.map(codes)).toEqual([[code, 'unfinished-message'], [code]]);
  });

  it.each([
    ['x\r\n', 'invalid-chunk-size'],
    ['fffffffffffffff\r\n', 'invalid-chunk-size'],
    ['1\r\nab', 'chunk-end-missing'],
  ])('a chunk %j', (chunk, code) => {
    const head = `POST / HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n`;
    const messages = dissect([['client', head + chunk]]);
    expect(messages.map(({ kind }) => kind)).toEqual(['http-request', 'malformed']);
    expect(codes(messages[1])).toEqual([code]);
  });

  it('shows a malformed head as soon as its empty line is there, and the rest as unknown', () => {
    const good = `GET / HTTP/1.1\r\n${host}\r\n`;
    const bad = `GET\r\n${host}\r\n`;
    const messages = dissect([['client', good + bad + good]]);
    expect(messages.map(({ kind, start, end }) => [kind, end - start])).toEqual([
      ['http-request', good.length],
      ['malformed', bad.length],
      ['malformed', good.length],
    ]);
    expect(messages.map(codes)).toEqual([[], ['invalid-start-line'], ['after-malformed']]);
  });

  it('names a request that breaks off inside its head', () => {
    const sent = 'PUT / HTTP/1.1\r\nContent-Leng';
    const [request] = dissect([['client', sent]]);
    expect(request).toMatchObject({ kind: 'http-request', method: 'PUT' });
    expect(spelled(request, sent).slice(-2)).toEqual([
      'unfinished-line Content-Leng',
      'cut  !unfinished-message',
    ]);
  });
});
