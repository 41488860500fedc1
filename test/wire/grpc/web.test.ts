import { describe, expect, it } from 'vitest';
import { dissectConnection, type Message, type ProtoTypes } from '../../../src/wire/index.ts';
import { dissect, gaps, problemsOfNodes, type Turn } from '../http1/conversation.ts';
import { block, flag, frame, opening } from '../http2/frames.ts';

const protoTypes: ProtoTypes = {
  messages: { Price: { 1: { name: 'symbol', type: 'string' } } },
  methods: { '/Prices/Get': { input: 'Price', output: 'Price' } },
};
const price = Buffer.from('0a0441434d45', 'hex');
const framed = (flagByte: number, bytes: Uint8Array | string) => {
  const payload = Buffer.from(bytes);
  const prefix = Buffer.from([flagByte, 0, 0, 0, payload.length]);
  return Buffer.concat([prefix, payload]);
};
const message = framed(0, price);
const trailers = framed(0x80, 'grpc-status: 5\r\ngrpc-message: no%20such\r\nx-cost: 3\r\n');
const body = Buffer.concat([message, trailers]);

const post = (type: string, bytes: Buffer) =>
  Buffer.concat([
    Buffer.from(`POST /Prices/Get HTTP/1.1\r\nHost: a\r\nContent-Type: ${type}\r\n`),
    Buffer.from(`Content-Length: ${bytes.length}\r\n\r\n`),
    bytes,
  ]);
const ok = (type: string, bytes: Buffer) =>
  Buffer.concat([
    Buffer.from(
      `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${bytes.length}\r\n\r\n`,
    ),
    bytes,
  ]);
const chunked = (type: string, ...chunks: readonly Buffer[]) =>
  Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nTransfer-Encoding: chunked\r\n\r\n`),
    ...chunks.flatMap((chunk) => [
      Buffer.from(`${chunk.length.toString(16)}\r\n`),
      chunk,
      Buffer.from('\r\n'),
    ]),
    Buffer.from('0\r\n\r\n'),
  ]);
const base64 = (bytes: Uint8Array) => Buffer.from(Buffer.from(bytes).toString('base64'));

/** What is read; the same however it is cut, without a gap. */
function read(turns: readonly Turn[]): readonly Message[] {
  const of = (cuts?: readonly number[]) => dissect(turns, cuts, dissectConnection({ protoTypes }));
  const messages = of();
  for (const cuts of [[1], [13, 5, 60]]) expect(of(cuts)).toEqual(messages);
  expect(gaps(messages, turns)).toEqual([]);
  for (const each of messages) expect(each.problems).toEqual(problemsOfNodes(each));
  return messages;
}

const ended = {
  status: { code: 5, name: 'NOT_FOUND', message: 'no such' },
  metadata: [{ name: 'x-cost', value: '3' }],
};
const said = { byteLength: 6, compressed: false, type: 'Price', value: { symbol: 'ACME' } };

describe('gRPC-Web in HTTP/1.1', () => {
  it('is read by name, in the place where it lies', () => {
    const answer = ok('application/grpc-web+proto', body);
    const [asked, answered] = read([
      ['client', post('application/grpc-web+proto', message)],
      ['server', answer],
    ]);
    expect(asked).toMatchObject({ grpc: { path: '/Prices/Get', messages: [said] } });
    expect(answered).toMatchObject({ grpc: { messages: [said], ...ended } });
    expect(answered?.problems).toEqual([]);
    const grpc = answered?.layers.find(({ protocol }) => protocol === 'grpc');
    expect(grpc?.space).toBe('wire');
    const at = answer.length - body.length;
    expect(grpc?.nodes.map(({ kind, start, end }) => [kind, start - at, end - at])).toEqual([
      ['grpc.message', 0, message.length],
      ['grpc.message', message.length, body.length],
      ['grpc.status', message.length + 5, message.length + 21],
      ['grpc.status-message', message.length + 21, message.length + 46],
      ['grpc.metadata', message.length + 46, body.length],
    ]);
    const protobuf = answered?.layers.find(({ protocol }) => protocol === 'protobuf');
    expect(protobuf).toMatchObject({ space: 'wire', nodes: [{ start: at + 5, end: at + 11 }] });
  });

  it('is read in chunks, and out of Base64 that was padded at each flush', () => {
    const [, answered] = read([
      ['client', post('application/grpc-web-text', base64(message))],
      ['server', chunked('application/grpc-web-text+proto', base64(message), base64(trailers))],
    ]);
    expect(answered).toMatchObject({ grpc: { messages: [said], ...ended }, problems: [] });
    const spaces = answered?.layers.map(({ protocol, space }) => `${protocol} ${space}`);
    expect(spaces).toEqual(['http1 wire', 'grpc content', 'grpc content', 'protobuf content']);
  });

  it.each([
    ['no status', ok('application/grpc-web', message), 'grpc-missing-status'],
    ['a message that is cut', ok('application/grpc-web', body.subarray(0, 8)), 'grpc-unfinished'],
    ['no Base64', ok('application/grpc-web-text', Buffer.from('!!!!')), 'grpc-web-not-base64'],
  ])('says so where there is %s', (_, answer, code) => {
    const [, answered] = read([
      ['client', post('application/grpc-web', message)],
      ['server', answer],
    ]);
    expect(answered?.problems.map((each) => each.code).join()).toContain(code);
  });
});

describe('gRPC-Web in HTTP/2', () => {
  const call = (type: string) =>
    block({
      ...{ ':method': 'POST', ':scheme': 'http', ':path': '/Prices/Get', ':authority': 'a' },
      'content-type': type,
    });
  const turns = (type: string, asked: Buffer, ...answer: readonly Buffer[]): Turn[] => [
    ['client', opening.client],
    ['server', opening.server],
    ['client', frame('HEADERS', flag.END_HEADERS, 1, call(type))],
    ['client', frame('DATA', flag.END_STREAM, 1, asked)],
    [
      'server',
      frame('HEADERS', flag.END_HEADERS, 1, block({ ':status': '200', 'content-type': type })),
    ],
    ...answer.map(
      (part, at): Turn => [
        'server',
        frame('DATA', at === answer.length - 1 ? flag.END_STREAM : 0, 1, part),
      ],
    ),
  ];

  it('is read by name, with its trailers', () => {
    const messages = read(turns('application/grpc-web', message, message, trailers));
    expect(messages.flatMap(({ problems }) => problems)).toEqual([]);
    expect(messages.slice(-2)).toMatchObject([
      { grpc: { messages: [said] } },
      { grpc: { path: '/Prices/Get', ...ended } },
    ]);
  });

  it('is read out of Base64 that frames cut', () => {
    const packed = base64(body);
    const parts = [packed.subarray(0, 5), packed.subarray(5)];
    const messages = read(turns('application/grpc-web-text', base64(message), ...parts));
    expect(messages.flatMap(({ problems }) => problems)).toEqual([]);
    expect(messages.at(-1)).toMatchObject({ grpc: { messages: [said], ...ended } });
  });
});
