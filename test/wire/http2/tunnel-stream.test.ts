import { describe, expect, it } from 'vitest';
import type { Http2Frame, Message, Node } from '../../../src/wire/index.ts';
import { limits } from '../../../src/wire/index.ts';
import { dissect, type Turn } from '../http1/conversation.ts';
import { clientHello, record } from '../tls/records.ts';
import { block, codesOf, flag, frame, opening, request } from './frames.ts';
import { covered, read, sent } from './read-within.ts';

const connect = (stream = 1, fields: Readonly<Record<string, string>> = {}) =>
  frame(
    'HEADERS',
    flag.END_HEADERS,
    stream,
    block({ ':method': 'CONNECT', ...fields, ':authority': 'a.example:443' }),
  );
const answer = (status = '200', stream = 1) =>
  frame('HEADERS', flag.END_HEADERS, stream, block({ ':status': status }));
const data = (bytes: Uint8Array | string, flags = 0, stream = 1) =>
  frame('DATA', flags, stream, bytes);
const get = 'GET /orders HTTP/1.1\r\nHost: a.example\r\n\r\n';
const ok = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{"a":1}';

/** A stream that became a tunnel, and what follows on it. */
const through = (...turns: readonly Turn[]): readonly Turn[] => [
  ['client', opening.client],
  ['server', opening.server],
  ['client', connect()],
  ['server', answer()],
  ...turns,
];
const framesOf = (messages: readonly Message[], name = 'DATA') =>
  messages.filter(
    (message): message is Http2Frame => message.kind === 'http2-frame' && message.frame === name,
  );
const tunnelNodes = (message: Http2Frame | undefined) =>
  message?.layers.find(({ protocol }) => protocol === 'tunnel')?.nodes ?? [];
const told = (messages: readonly Message[]) =>
  framesOf(messages).map(({ tunnel }) => tunnel?.map(({ summary }) => summary));

const text = (stream: Buffer, node: Node) => covered(stream, node).toString();

describe('a tunnel on a stream of HTTP/2', () => {
  it('is read as HTTP/1.1, in its place on the wire', () => {
    const turns = through(['client', data(get)], ['server', data(ok)]);
    const messages = read(turns);
    expect(told(messages)).toEqual([['GET /orders HTTP/1.1'], ['HTTP/1.1 200 OK']]);
    expect(messages.flatMap(({ problems }) => problems)).toEqual([]);
    const [question, reply] = framesOf(messages);
    expect(question?.summary).toBe(`DATA stream 1: ${get.length} bytes, tunnel data, 1 message`);
    const [whole] = tunnelNodes(question);
    expect(whole).toMatchObject({ kind: 'tunnel.message', value: 'GET /orders HTTP/1.1' });
    const fields = whole?.children?.filter(({ kind }) => kind === 'http1.field') ?? [];
    expect(fields.map((field) => text(sent(turns, 'client'), field))).toEqual([
      'Host: a.example\r\n',
    ]);
    const json = reply?.layers.find(({ protocol }) => protocol === 'json');
    expect(json?.nodes.map((node) => text(sent(turns, 'server'), node))).toEqual(['{"a":1}']);
  });

  it('finds a message that DATA frames cut, in pieces, and what is behind it', () => {
    const cut = [get.slice(0, 2), get.slice(2, 30), get.slice(30) + get.slice(0, 5), get.slice(5)];
    const turns = through(...cut.map((part): Turn => ['client', data(part)]));
    const messages = read(turns);
    expect(told(messages)).toEqual([[], [], ['GET /orders HTTP/1.1'], ['GET /orders HTTP/1.1']]);
    const stream = sent(turns, 'client');
    for (const each of framesOf(messages)) {
      for (const node of tunnelNodes(each)) {
        const joined = (node.children ?? []).map((child) => text(stream, child));
        expect(joined.join('')).toBe(get);
      }
    }
  });

  it('is read as TLS, and as HTTP/2 again', () => {
    const hello = record(22, clientHello({ sni: 'a.example' }));
    const [secured] = framesOf(read(through(['client', data(hello)])));
    expect(secured?.tunnel).toMatchObject([
      { kind: 'tls-record', summary: expect.stringContaining('client_hello') },
    ]);
    const messages = read(
      through(
        ['client', data(Buffer.concat([opening.client, request(1)]))],
        ['server', data(opening.server)],
      ),
    );
    expect(told(messages)).toEqual([
      ['HTTP/2 connection preface', 'SETTINGS', 'HEADERS stream 1: GET /'],
      ['SETTINGS'],
    ]);
  });

  it('is tunnel data where nothing recognises it', () => {
    const messages = read(
      through(['server', data('220 mail.example ESMTP\r\n')], ['client', data('EHLO a\r\n')]),
    );
    expect(framesOf(messages).map(({ tunnel, text, summary }) => [tunnel, text, summary])).toEqual([
      [[], '220 mail.example ESMTP\r\n', 'DATA stream 1: 24 bytes, tunnel data'],
      [[], 'EHLO a\r\n', 'DATA stream 1: 8 bytes, tunnel data'],
    ]);
  });

  it('takes what the client sends before the answer', () => {
    const messages = read([
      ['client', opening.client],
      ['client', connect()],
      ['client', data(get)],
      ['server', opening.server],
      ['server', answer()],
      ['server', data(ok)],
    ]);
    expect(told(messages)).toEqual([[], ['HTTP/1.1 200 OK']]);
    expect(framesOf(messages, 'HEADERS')[1]?.tunnel).toEqual([
      {
        kind: 'http-request',
        summary: 'GET /orders HTTP/1.1',
        direction: 'client-to-server',
      },
    ]);
  });

  it('ends with its stream', () => {
    const untilClose = 'HTTP/1.1 200 OK\r\n\r\nall';
    const messages = read(
      through(
        ['client', data(get)],
        ['server', data(untilClose)],
        ['server', data(' of it', flag.END_STREAM)],
      ),
    );
    expect(told(messages)).toEqual([['GET /orders HTTP/1.1'], [], ['HTTP/1.1 200 OK']]);
  });

  it('is none if CONNECT is refused, or names a protocol', () => {
    const refused = read([
      ['client', opening.client],
      ['server', opening.server],
      ['client', connect()],
      ['server', answer('407')],
      ['server', data('Who are you?', flag.END_STREAM)],
    ]);
    const named = read([
      ['client', opening.client],
      ['server', opening.server],
      ['client', connect(1, { ':protocol': 'other', ':scheme': 'http', ':path': '/' })],
      ['server', answer()],
      ['server', data(get)],
    ]);
    expect(told([...refused, ...named])).toEqual([undefined, undefined]);
  });

  it('holds DATA alone, and what manages streams', () => {
    const trailers = frame('HEADERS', 5, 1, block({ checksum: '1' }));
    const messages = read(
      through(
        ['client', data(get)],
        ['server', frame('WINDOW_UPDATE', 0, 1, Buffer.from([0, 0, 1, 0]))],
        ['client', trailers],
      ),
    );
    expect(codesOf(framesOf(messages, 'WINDOW_UPDATE')[0])).toEqual([]);
    expect(codesOf(framesOf(messages, 'HEADERS').at(-1))).toEqual([
      'http2-frame-on-connected-stream',
    ]);
  });

  it('may lead through another one, up to a depth', () => {
    const inner = (depth: number): Buffer =>
      depth === 0
        ? Buffer.from(get)
        : Buffer.concat([opening.client, connect(), data(inner(depth - 1))]);
    const reply = (depth: number): Buffer =>
      depth === 0
        ? Buffer.from(ok)
        : Buffer.concat([opening.server, answer(), data(reply(depth - 1))]);
    const messages = dissect([
      ['client', inner(6)],
      ['server', reply(6)],
    ]);
    expect(framesOf(messages)).toHaveLength(2);
  });

  it('is read on so many streams at a time, and again when one is closed', () => {
    const streams = Array.from({ length: limits.tunnelStreams + 1 }, (_, n) => 2 * n + 1);
    const next = 2 * streams.length + 1;
    const open = (stream: number): readonly Turn[] => [
      ['client', connect(stream)],
      ['server', answer('200', stream)],
      ['client', data(get, 0, stream)],
    ];
    const messages = dissect([
      ['client', opening.client],
      ['server', opening.server],
      ...streams.flatMap(open),
      ['client', frame('RST_STREAM', 0, 1, Buffer.alloc(4))],
      ...open(next),
    ]);
    const counts = framesOf(messages).map(({ tunnel }) => tunnel?.length);
    expect(counts.slice(0, -2).every((count) => count === 1)).toBe(true);
    expect(counts.slice(-2)).toEqual([0, 1]);
  });
});
