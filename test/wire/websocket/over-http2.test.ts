import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Http2Frame, Message } from '../../../src/wire/index.ts';
import { limits } from '../../../src/wire/index.ts';
import type { Turn } from '../http1/conversation.ts';
import { block, flag, frame, opening } from '../http2/frames.ts';
import { covered, read, sent } from '../http2/read-within.ts';
import { frame as ws } from './frames.ts';

const offer = (fields: Readonly<Record<string, string>> = {}) =>
  block({
    ':method': 'CONNECT',
    ':protocol': 'websocket',
    ':scheme': 'http',
    ':path': '/live',
    ':authority': 'a',
    'sec-websocket-version': '13',
    ...fields,
  });
const answer = (fields: Readonly<Record<string, string>> = {}) =>
  block({ ':status': '200', ...fields });
const deflate = { 'sec-websocket-extensions': 'permessage-deflate' };

/** A stream that became a WebSocket, and what follows on it. */
const socket = (
  turns: readonly Turn[],
  asked: Readonly<Record<string, string>> = {},
  agreed: Readonly<Record<string, string>> = {},
): Turn[] => [
  ['client', opening.client],
  ['server', frame('SETTINGS', 0, 0, Buffer.from([0, 8, 0, 0, 0, 1]))],
  ['client', frame('HEADERS', flag.END_HEADERS, 1, offer(asked))],
  ['server', frame('HEADERS', flag.END_HEADERS, 1, answer(agreed))],
  ...turns,
];
const data = (bytes: Uint8Array, flags = 0) => frame('DATA', flags, 1, bytes);
const dataFrames = (messages: readonly Message[]) =>
  messages.filter(
    (message): message is Http2Frame => message.kind === 'http2-frame' && message.frame === 'DATA',
  );
const socketNodes = (message: Http2Frame | undefined) =>
  message?.layers.find(({ protocol }) => protocol === 'websocket')?.nodes ?? [];

const mask = [1, 2, 3, 4];

describe('a WebSocket on a stream of HTTP/2', () => {
  it('is read frame by frame', () => {
    const turns = socket([
      ['client', data(ws({ payload: '{"a":1}', mask }))],
      ['server', data(Buffer.concat([ws({ opcode: 9, payload: 'beat' }), ws({ payload: 'two' })]))],
      ['client', data(ws({ opcode: 8, payload: Buffer.from([3, 232]), mask }), flag.END_STREAM)],
    ]);
    const messages = read(turns);
    expect(messages.flatMap(({ problems }) => problems)).toEqual([]);
    const [text, two, close] = dataFrames(messages);
    expect(text).toMatchObject({
      summary: 'DATA stream 1: 13 bytes, 1 WebSocket frame',
      websocket: [{ opcode: 'text', masked: true, message: { text: '{"a":1}' } }],
    });
    expect(text?.layers.map(({ protocol }) => protocol)).toEqual(['http2', 'websocket', 'json']);
    expect(text?.text).toBeUndefined();
    expect(two?.websocket?.map(({ opcode }) => opcode)).toEqual(['ping', 'text']);
    expect(close?.websocket).toMatchObject([{ close: { code: 1000, reason: '' } }]);
    const [node] = socketNodes(text);
    expect(node).toMatchObject({ kind: 'ws.frame', name: '1', value: 'text {"a":1}' });
    expect(covered(sent(turns, 'client'), node ?? { kind: '', start: 0, end: 0 })).toEqual(
      ws({ payload: '{"a":1}', mask }),
    );
  });

  it('finds a frame that DATA frames cut, in pieces', () => {
    const whole = ws({ payload: 'hello, world', mask });
    const cut = [whole.subarray(0, 1), whole.subarray(1, 9), whole.subarray(9)];
    const turns = socket([
      ...cut.map((part): Turn => ['client', data(part)]),
      ['client', data(ws({ payload: 'next', mask }))],
    ]);
    const [first, second, third, next] = dataFrames(read(turns));
    expect([first, second].map((each) => each?.websocket)).toEqual([[], []]);
    expect(third?.websocket).toMatchObject([{ message: { text: 'hello, world' } }]);
    const [node] = socketNodes(third);
    const stream = sent(turns, 'client');
    const joined = (node?.children ?? []).map((child) => covered(stream, child));
    expect(Buffer.concat(joined)).toEqual(whole);
    expect(node?.children?.at(-1)).toMatchObject({ kind: 'ws.payload', value: 'hello, world' });
    expect(node?.children?.at(-1)?.pieces).toHaveLength(2);
    expect(next?.websocket).toMatchObject([{ message: { text: 'next' } }]);
  });

  it('takes off permessage-deflate, with its context', () => {
    const text = 'the same words again and again';
    const packed = deflateRawSync(text, { finishFlush: 2 }).subarray(0, -4);
    const message = ws({ payload: packed, reserved: 4 });
    const turns = socket([['server', data(Buffer.concat([message, message]))]], deflate, deflate);
    const [frames] = dataFrames(read(turns));
    expect(frames?.websocket).toMatchObject([
      { compressed: true, message: { text } },
      { compressed: true, message: { text } },
    ]);
  });

  it('reads what the handshake agrees on', () => {
    const turns = socket(
      [],
      { 'sec-websocket-protocol': 'chat' },
      { 'sec-websocket-protocol': 'other' },
    );
    const messages = read(turns);
    const found = messages.flatMap(({ layers }) =>
      layers.filter(({ protocol }) => protocol === 'websocket').flatMap(({ nodes }) => nodes),
    );
    expect(found.map(({ kind, problem }) => [kind, problem?.code])).toEqual([
      ['ws.version', undefined],
      ['ws.offered-protocols', undefined],
      ['ws.protocol', 'ws-protocol-not-offered'],
    ]);
  });

  it('is not there if the server does not agree', () => {
    const turns: Turn[] = [
      ...socket([]).slice(0, 3),
      ['server', frame('HEADERS', flag.END_HEADERS, 1, block({ ':status': '403' }))],
      ['server', data(Buffer.from('{"no":1}'), flag.END_STREAM)],
    ];
    const [refusal] = dataFrames(read(turns));
    expect(refusal).toMatchObject({ text: '{"no":1}' });
    expect(refusal?.websocket).toBeUndefined();
  });

  it('says where a frame breaks off with its stream', () => {
    const cut = ws({ payload: 'hello' }).subarray(0, 4);
    const [last] = dataFrames(read(socket([['server', data(cut, flag.END_STREAM)]])));
    expect(last?.websocket).toMatchObject([{ opcode: 'text', complete: false }]);
    expect(last?.problems.map(({ code }) => code)).toEqual(['ws-unfinished-frame']);
  });

  it('shows a number of frames one by one, and the rest as one', () => {
    const pings = Buffer.concat(Array.from({ length: 4_000 }, () => ws({ opcode: 9 })));
    const [frames] = dataFrames(read(socket([['server', data(pings)]])));
    expect(frames?.websocket).toHaveLength(limits.frameParts);
    const nodes = socketNodes(frames);
    expect(nodes).toHaveLength(limits.frameParts + 1);
    expect(nodes.at(-1)).toMatchObject({ kind: 'ws.more-frames', end: frames?.end });
  });
});
