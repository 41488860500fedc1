import { describe, expect, it } from 'vitest';
import type { Http2Frame, Message } from '../../../src/wire/index.ts';
import { codes, dissect, gaps, type Turn } from '../http1/conversation.ts';
import { block, flag, frame, opening } from './frames.ts';

/** MAX_CONCURRENT_STREAMS 100, INITIAL_WINDOW_SIZE 32, as base64url. */
const early = Buffer.from('000300000064000400000020', 'hex').toString('base64url');

const offer = (...settings: readonly string[]) =>
  [
    'GET /orders HTTP/1.1',
    'Host: shop.example',
    'Connection: Upgrade, HTTP2-Settings',
    'Upgrade: h2c',
    ...settings.map((value) => `HTTP2-Settings: ${value}`),
    '\r\n',
  ].join('\r\n');
const switched = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n';

const answer = Buffer.concat([
  opening.server,
  frame(
    'HEADERS',
    flag.END_HEADERS,
    1,
    block({ ':status': '200', 'content-type': 'application/json' }),
  ),
  frame('DATA', flag.END_STREAM, 1, '{"a":1}'),
]);

const turns = (settings: readonly string[] = [early]): Turn[] => [
  ['client', offer(...settings)],
  ['server', Buffer.concat([Buffer.from(switched), answer])],
  ['client', Buffer.concat([opening.client, frame('SETTINGS', flag.ACK)])],
];

const framesIn = (messages: readonly Message[]) =>
  messages.filter((message): message is Http2Frame => message.kind === 'http2-frame');
const settingsNode = (message: Message | undefined) =>
  message?.layers.find(({ protocol }) => protocol === 'http2')?.nodes[0];

describe('an upgrade to HTTP/2 in clear text', () => {
  it('is read on as HTTP/2, the answer on stream 1', () => {
    const messages = dissect(turns());
    expect(messages.map(({ summary }) => summary)).toEqual([
      'GET /orders HTTP/1.1',
      'HTTP/1.1 101 Switching Protocols',
      'SETTINGS',
      'HEADERS stream 1: 200',
      'DATA stream 1: 7 bytes',
      'HTTP/2 connection preface',
      'SETTINGS',
      'SETTINGS: ACK',
    ]);
    expect(messages.flatMap(({ problems }) => problems)).toEqual([]);
    const [, head, data] = framesIn(messages);
    expect(head).toMatchObject({
      streamState: 'half-closed (client)',
      section: 'response',
      requestMethod: 'GET',
      start: switched.length + opening.server.length,
    });
    expect(data?.layers.find(({ protocol }) => protocol === 'json')).toBeDefined();
    expect(data?.streamState).toBe('closed');
  });

  it('reads the settings in the request, which hold for the answer', () => {
    const [request, , ...rest] = dissect(turns());
    expect(settingsNode(request)).toMatchObject({
      kind: 'http2.upgrade-settings',
      value: 'MAX_CONCURRENT_STREAMS 100, INITIAL_WINDOW_SIZE 32',
    });
    const data = framesIn(rest).find((each) => each.frame === 'DATA');
    expect(data?.windows?.stream).toBe(32 - 7);
  });

  it.each([
    ['no settings', [], 'h2c-settings-missing'],
    ['settings twice', [early, early], 'h2c-settings-twice'],
    ['settings that are no base64url', ['AA=='], 'h2c-settings-invalid'],
    ['settings that are cut', ['AAMAAABk'.slice(0, 6)], 'h2c-settings-invalid'],
  ])('is read with %s too, which is named', (_, settings, code) => {
    const messages = dissect(turns(settings));
    expect(codes(messages[0])).toContain(code);
    expect(framesIn(messages).length).toBeGreaterThan(3);
  });

  it('may be turned down', () => {
    const [, response] = dissect([
      ['client', offer(early)],
      ['server', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
    ]);
    expect(response).toMatchObject({ kind: 'http-response', status: 200 });
  });

  it('is the same however it is cut, and without a gap', () => {
    const messages = dissect(turns());
    for (const cuts of [[1], [3, 50, 7]]) expect(dissect(turns(), cuts)).toEqual(messages);
    expect(gaps(messages, turns())).toEqual([]);
  });
});
