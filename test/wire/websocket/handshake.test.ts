import { describe, expect, it } from 'vitest';
import { codes, dissect } from '../http1/conversation.ts';
import { key, offer, switched } from './frames.ts';

/** The layer `websocket` of request and response. */
const handshake = (request: string, response: string) =>
  dissect([
    ['client', request],
    ['server', response],
  ]);

describe('an opening handshake', () => {
  it('has its accept computed again from the key, as in RFC 6455 §1.3', () => {
    const [, response] = handshake(offer(), switched());
    const [accept] = response?.layers.find(({ protocol }) => protocol === 'websocket')?.nodes ?? [];
    const line = 'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n';
    expect(accept).toEqual({
      kind: 'ws.accept',
      name: 'Sec-WebSocket-Accept',
      value: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
      start: switched().indexOf(line),
      end: switched().indexOf(line) + line.length,
    });
    expect(codes(response)).toEqual([]);
  });

  it('shows what the client offers', () => {
    const [request] = handshake(offer('Sec-WebSocket-Protocol: chat, superchat'), switched());
    const layer = request?.layers.find(({ protocol }) => protocol === 'websocket');
    expect(layer?.nodes.map(({ kind, value }) => [kind, value])).toEqual([
      ['ws.key', key],
      ['ws.version', '13'],
      ['ws.offered-protocols', 'chat, superchat'],
    ]);
  });

  const deflate = 'Sec-WebSocket-Extensions: permessage-deflate';
  it.each([
    ['ws-accept-wrong', offer(), switched().replace('s3pP', 'AAAA')],
    ['ws-accept-missing', offer(), switched().replace('-Accept', '-Except')],
    ['ws-protocol-not-offered', offer(), switched('Sec-WebSocket-Protocol: chat')],
    ['ws-extension-not-offered', offer(), switched(deflate)],
    ['ws-deflate-parameter', offer(deflate), switched(`${deflate}; server_max_window_bits=16`)],
    ['ws-deflate-parameter', offer(deflate), switched(`${deflate}; speed=9`)],
  ])('tells a client why it fails: %s', (code, request, response) => {
    expect(codes(handshake(request, response)[1])).toEqual([code]);
  });

  it.each([
    ['ws-key', offer().replace(key, 'c2hvcnQ=')],
    ['ws-version', offer().replace('Version: 13', 'Version: 8')],
  ])('tells what is wrong in the request: %s', (code, request) => {
    expect(codes(handshake(request, switched())[0])).toContain(code);
  });

  it('that is turned down leaves the connection with HTTP', () => {
    const refusal = 'HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n\r\n';
    const messages = handshake(offer(), refusal);
    expect(messages.map(({ kind }) => kind)).toEqual(['http-request', 'http-response']);
    expect(messages[1]?.layers.map(({ protocol }) => protocol)).toEqual(['http1']);
  });
});
