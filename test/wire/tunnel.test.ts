import { describe, expect, it } from 'vitest';
import { dissectConnection, KeyLines } from '../../src/wire/index.ts';
import type { Message } from '../../src/wire/types.ts';
import { dissect, gaps, type Turn } from './http1/conversation.ts';
import { block, flag, frame, opening, request } from './http2/frames.ts';
import { clientHello, record } from './tls/records.ts';
import {
  encryptedExtensions,
  finished,
  hello,
  keyLogLines,
  Sealer,
  secrets,
  serverHello13,
} from './tls/sealed.ts';
import { offer, switched, frame as wsFrame } from './websocket/frames.ts';

const connect = 'CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n';
const established = 'HTTP/1.1 200 Connection established\r\n\r\n';
const get = 'GET /orders HTTP/1.1\r\nHost: a.example\r\n\r\n';
const ok = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{"a":1}';

const through = (...turns: readonly Turn[]): readonly Turn[] => [
  ['client', connect],
  ['server', established],
  ...turns,
];

/** What is read behind the tunnel's request and its answer; the same however it is cut, and without a gap. */
function inTunnel(turns: readonly Turn[], keyLog?: KeyLines): readonly Message[] {
  const read = (cuts?: readonly number[]) =>
    dissect(turns, cuts, dissectConnection(keyLog === undefined ? {} : { keyLog }));
  const messages = read();
  for (const cuts of [[1], [7, 100, 3]]) expect(read(cuts)).toEqual(messages);
  const onWire = messages.filter(({ inside }) => inside === undefined);
  expect(gaps(onWire, turns)).toEqual([]);
  return messages.slice(2);
}

const named = (messages: readonly Message[]) =>
  messages.map(({ kind, summary }) => [kind, summary]);

describe('a tunnel that CONNECT opened', () => {
  it('is read as HTTP/1.1, whose exchanges are counted on', () => {
    const messages = inTunnel(through(['client', get], ['server', ok], ['client', get]));
    expect(named(messages)).toEqual([
      ['http-request', 'GET /orders HTTP/1.1'],
      ['http-response', 'HTTP/1.1 200 OK'],
      ['http-request', 'GET /orders HTTP/1.1'],
    ]);
    expect(messages.map(({ start }) => start)).toEqual([
      connect.length,
      established.length,
      connect.length + get.length,
    ]);
    expect(messages).toMatchObject([{ exchange: 2 }, { exchange: 2 }, { exchange: 3 }]);
    const json = messages[1]?.layers.find(({ protocol }) => protocol === 'json');
    expect(json).toMatchObject({
      space: 'wire',
      nodes: [{ start: established.length + ok.length - 7 }],
    });
  });

  it('is read as HTTP/2', () => {
    const messages = inTunnel(
      through(
        ['client', opening.client],
        ['server', opening.server],
        ['client', request(1)],
        ['server', frame('HEADERS', flag.END_HEADERS, 1, block({ ':status': '200' }))],
        ['server', frame('DATA', flag.END_STREAM, 1, 'hello')],
      ),
    );
    expect(named(messages).map(([, summary]) => summary)).toEqual([
      'HTTP/2 connection preface',
      'SETTINGS',
      'SETTINGS',
      'HEADERS stream 1: GET /',
      'HEADERS stream 1: 200',
      'DATA stream 1: 5 bytes',
    ]);
    expect(messages[0]?.start).toBe(connect.length);
  });

  it('is read as WebSocket behind its handshake', () => {
    const messages = inTunnel(
      through(
        ['client', offer()],
        ['server', switched()],
        ['client', wsFrame({ payload: '{"a":1}', mask: [1, 2, 3, 4] })],
        ['server', wsFrame({ payload: 'hello' })],
      ),
    );
    expect(messages.map(({ kind }) => kind)).toEqual([
      'http-request',
      'http-response',
      'ws-frame',
      'ws-frame',
    ]);
    expect(messages[2]).toMatchObject({ message: { text: '{"a":1}' } });
  });

  it('is read as records of TLS', () => {
    const first = record(22, clientHello({ sni: 'a.example' }));
    const messages = inTunnel(through(['client', first]));
    expect(messages).toMatchObject([
      { kind: 'tls-record', sni: 'a.example', start: connect.length },
    ]);
  });

  it('is read inside TLS with a key log, records in their place', () => {
    const keyLog = new KeyLines();
    for (const line of keyLogLines) keyLog.add(line);
    const [toServer, toClient] = [
      new Sealer(secrets.CLIENT_HANDSHAKE_TRAFFIC_SECRET),
      new Sealer(secrets.SERVER_HANDSHAKE_TRAFFIC_SECRET),
    ];
    const client = new Sealer(secrets.CLIENT_TRAFFIC_SECRET_0);
    const server = new Sealer(secrets.SERVER_TRAFFIC_SECRET_0);
    const asked = client.seal(23, get);
    const messages = inTunnel(
      through(
        ['client', hello],
        ['server', record(22, serverHello13())],
        ['server', toClient.seal(22, Buffer.concat([encryptedExtensions('http/1.1'), finished]))],
        ['client', toServer.seal(22, finished)],
        ['client', asked],
        ['server', server.seal(23, ok)],
      ),
      keyLog,
    );
    const inside = messages.filter(({ kind }) => kind.startsWith('http-'));
    expect(named(inside)).toEqual([
      ['http-request', 'GET /orders HTTP/1.1'],
      ['http-response', 'HTTP/1.1 200 OK'],
    ]);
    expect(inside).toMatchObject([{ exchange: 2 }, { exchange: 2 }]);
    const [question] = inside;
    const end = messages.findLast(
      ({ kind, direction }) => kind === 'tls-record' && direction === 'client-to-server',
    )?.end;
    expect(question).toMatchObject({
      start: (end ?? 0) - asked.length,
      inside: { start: 0, end: get.length },
    });
  });

  it('is read as RESP', () => {
    const ping = '*1\r\n$4\r\nPING\r\n';
    const messages = inTunnel(through(['client', ping], ['server', '+PONG\r\n']));
    expect(messages.map(({ summary, start }) => [summary, start])).toEqual([
      ['PING', connect.length],
      ['PONG', established.length],
    ]);
  });

  it('is bytes where nothing recognises it, whoever speaks first', () => {
    const messages = inTunnel(
      through(['server', '220 mail.example ESMTP\r\n'], ['client', 'EHLO a\r\n']),
    );
    expect(messages.map(({ kind, start, end }) => [kind, start, end])).toEqual([
      ['bytes', connect.length, connect.length + 8],
      ['bytes', established.length, established.length + 24],
    ]);
  });

  it('may lead through another one, up to a depth', () => {
    const turns = Array.from({ length: 6 }, (): readonly Turn[] => [
      ['client', connect],
      ['server', established],
    ]).flat();
    const messages = dissect(turns);
    expect(gaps(messages, turns)).toEqual([]);
    const kinds = messages.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'http-request')).toHaveLength(5);
    expect(kinds.slice(-2)).toEqual(['bytes', 'bytes']);
    const exchanges = messages.flatMap((message) =>
      message.kind === 'http-request' ? [message.exchange] : [],
    );
    expect(exchanges).toEqual([1, 2, 3, 4, 5]);
  });
});

it('a CONNECT that is refused leaves the connection to HTTP', () => {
  const refused = 'HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n';
  const messages = dissect([
    ['client', connect],
    ['server', refused],
    ['client', connect],
    ['server', established],
    ['client', get],
  ]);
  expect(messages.map(({ kind }) => kind)).toEqual([
    'http-request',
    'http-response',
    'http-request',
    'http-response',
    'http-request',
  ]);
});
