import { expect, test } from 'vitest';
import { remarkOnNode } from '../../../src/report/html/remark-on-node.ts';

test.each([
  ['http2.type', { value: 'GOAWAY' }, 'RFC 9113 §6.8'],
  ['http2.setting', { name: 'MAX_FRAME_SIZE', value: '16384' }, 'RFC 9113 §6.5.2'],
  ['http2.error-code', { value: 'ENHANCE_YOUR_CALM' }, 'RFC 9113 §7'],
  ['hpack.indexed', { name: ':status', value: '404' }, 'RFC 9110 §15.5.5'],
  [
    'hpack.incremental',
    { name: 'grpc-timeout', value: '500m' },
    'gRPC PROTOCOL-HTTP2.md §Requests',
  ],
  ['grpc.status', { name: 'grpc-status', value: '5 NOT_FOUND' }, 'gRPC statuscodes.md'],
  ['grpc.timeout', { name: 'grpc-timeout', value: '500 ms' }, 'gRPC PROTOCOL-HTTP2.md §Requests'],
  ['ws.fin-opcode', { value: 'FIN, text' }, 'RFC 6455 §5.6'],
  ['ws.close-code', { value: '1012' }, undefined],
  ['tls.alert-description', { value: 'unknown_ca' }, undefined],
])('a node %s is told by its fact', (kind, members, source) => {
  const message = /grpc-timeout/.test(JSON.stringify(members)) ? 'request' : 'response';
  const remark = remarkOnNode({ kind, start: 0, end: 1, ...members }, { message });
  expect(remark?.about).toMatch(/\.$/);
  if (source !== undefined) expect(remark?.sources.map(({ text }) => text)).toEqual([source]);
});

test.each([
  ['http2.type', 'UNKNOWN'],
  ['http2.error-code', '0x2a'],
  ['grpc.status', '99 99'],
])('nothing is said of %s %s, which nobody registered', (kind, value) => {
  const place = { message: 'response' } as const;
  expect(remarkOnNode({ kind, start: 0, end: 1, value }, place)).toBeUndefined();
});

test('a 200 of a gRPC call and the GET of a handshake are told for what they are', () => {
  const status = { kind: 'hpack.indexed', start: 0, end: 1, name: ':status', value: '200' };
  const response = { message: 'response' } as const;
  expect(remarkOnNode(status, response)?.text).toBe('it worked');
  expect(remarkOnNode(status, { ...response, carries: 'grpc' })?.text).toMatch(/^HTTP went well/);
  const method = { kind: 'http1.method', start: 0, end: 3, value: 'GET' };
  const request = { message: 'request' } as const;
  expect(remarkOnNode(method, request)?.text).toMatch(/representation/);
  expect(remarkOnNode(method, { ...request, carries: 'websocket' })?.text).toMatch(/WebSocket/);
});
