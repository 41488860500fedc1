import { constants, createDeflateRaw, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/wire/limits.ts';
import type { WsFrame } from '../../../src/wire/types.ts';
import { codes, type Turn } from '../http1/conversation.ts';
import { frame } from './frames.ts';
import { framesOf } from './talk.ts';

const extensions = 'Sec-WebSocket-Extensions: permessage-deflate';

/** Compresses messages one after the other with one context, each without its last four bytes. */
async function compress(messages: readonly string[]): Promise<readonly Buffer[]> {
  const deflater = createDeflateRaw();
  const compressed: Buffer[] = [];
  for (const message of messages) {
    deflater.write(message);
    await new Promise<void>((resolve) => deflater.flush(constants.Z_SYNC_FLUSH, resolve));
    const output: Buffer = deflater.read();
    compressed.push(output.subarray(0, -4));
  }
  deflater.close();
  return compressed;
}

const compressedFrame = (payload: Uint8Array): Turn => ['server', frame({ payload, reserved: 4 })];
const texts = (frames: readonly WsFrame[]) => frames.map(({ message }) => message?.text);

describe('permessage-deflate', () => {
  it('inflates the example of RFC 7692 §7.2.3.2, whose second message uses the first as context', () => {
    const [hello, again] = [
      [0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00],
      [0xf2, 0x00, 0x11, 0x00, 0x00],
    ];
    const frames = framesOf(
      [compressedFrame(Buffer.from(hello)), compressedFrame(Buffer.from(again))],
      [extensions],
    );
    expect(texts(frames)).toEqual(['Hello', 'Hello']);
    expect(frames.flatMap(codes)).toEqual([]);
    expect(frames.every(({ compressed }) => compressed)).toBe(true);
  });

  it('inflates a block that says it is the last, as in RFC 7692 §7.2.3.4', () => {
    const payload = Buffer.from([0xf3, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x00]);
    expect(texts(framesOf([compressedFrame(payload)], [extensions]))).toEqual(['Hello']);
  });

  it('inflates two blocks in one message, as in RFC 7692 §7.2.3.5', () => {
    const payload = Buffer.from('f248050000 00ffffcac9c90700'.replace(' ', ''), 'hex');
    expect(texts(framesOf([compressedFrame(payload)], [extensions]))).toEqual(['Hello']);
  });

  it('keeps a context of 32 KiB over many messages', async () => {
    const messages = Array.from({ length: 400 }, (_, i) =>
      JSON.stringify({ id: i, symbol: `S${i % 50}`, price: i * 37, text: 'abc'.repeat(i % 90) }),
    );
    const turns = (await compress(messages)).map(compressedFrame);
    expect(texts(framesOf(turns, [extensions], [13]))).toEqual(messages);
  });

  it('inflates a message whose fragments cut the compressed data', async () => {
    const [payload = Buffer.alloc(0)] = await compress(['a message in two pieces']);
    const frames = framesOf(
      [
        ['server', frame({ payload: payload.subarray(0, 5), reserved: 4, fin: false })],
        ['server', frame({ opcode: 10 })],
        ['server', frame({ payload: payload.subarray(5), opcode: 0 })],
      ],
      [extensions],
    );
    expect(texts(frames)).toEqual([undefined, undefined, 'a message in two pieces']);
    expect(frames.map(({ compressed }) => compressed)).toEqual([true, false, true]);
  });

  it('forgets the context where that was agreed on', async () => {
    const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = await compress([
      'abcabcabc',
      'abcabcabc',
    ]);
    const turns = [compressedFrame(first), compressedFrame(second)];
    const frames = framesOf(turns, [`${extensions}; server_no_context_takeover`]);
    expect(frames.map(codes)).toEqual([[], ['ws-deflate-damaged']]);
  });

  it('leaves messages without RSV1 as they are, and out of the context', async () => {
    const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = await compress([
      'abcabcabc',
      'abcabcabc',
    ]);
    const plain: Turn = ['server', frame({ payload: 'plain' })];
    const frames = framesOf([compressedFrame(first), plain, compressedFrame(second)], [extensions]);
    expect(texts(frames)).toEqual(['abcabcabc', 'plain', 'abcabcabc']);
  });

  it('does not take a message for whole whose data breaks off', async () => {
    const [payload = Buffer.alloc(0)] = await compress(['a message that loses its end']);
    const [message] = framesOf([compressedFrame(payload.subarray(0, -6))], [extensions]);
    expect(codes(message)).toEqual(['ws-deflate-damaged']);
    expect(message?.message?.text).toBeUndefined();
  });

  it.each([
    ['no bytes at all', []],
    ['an empty block, as in RFC 7692 §7.2.3.6', [0x00]],
  ])('inflates %s to an empty message', (_, bytes) => {
    expect(texts(framesOf([compressedFrame(Buffer.from(bytes))], [extensions]))).toEqual(['']);
  });

  it('says that a message is damaged, and that later ones lost their context', () => {
    const turns = [
      compressedFrame(Buffer.from([0xff, 0xff])),
      compressedFrame(Buffer.from([0xf2, 0x48])),
    ];
    expect(framesOf(turns, [extensions]).map(codes)).toEqual([
      ['ws-deflate-damaged'],
      ['ws-context-lost'],
    ]);
  });

  it('inflates no more than the cap', () => {
    const deflated = deflateRawSync(Buffer.alloc(limits.decodedContent + 1), {
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    const [message] = framesOf([compressedFrame(deflated.subarray(0, -4))], [extensions]);
    expect(codes(message)).toEqual(['ws-inflates-too-far']);
    expect(message?.message).toMatchObject({ truncated: true });
  });

  it('stays calm where a message is made of nothing but last blocks', () => {
    const [message] = framesOf(
      [compressedFrame(Buffer.from('0300'.repeat(1_000), 'hex'))],
      [extensions],
    );
    expect(codes(message)).toEqual(['ws-deflate-damaged']);
  });

  it('finds text that is not UTF-8 once inflated', () => {
    const deflated = deflateRawSync(Uint8Array.of(0xc0, 0x80), {
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    const [message] = framesOf([compressedFrame(deflated.subarray(0, -4))], [extensions]);
    expect(codes(message)).toEqual(['ws-invalid-utf8']);
  });

  it.each([
    [
      'a continuation',
      [frame({ payload: '', reserved: 4, fin: false }), frame({ opcode: 0, reserved: 4 })],
    ],
    ['a ping', [frame({ opcode: 9, reserved: 4 })]],
  ])('has no place on %s', (_, bytes) => {
    const frames = framesOf([['server', Buffer.concat(bytes)]], [extensions]);
    expect(codes(frames.at(-1))).toContain('ws-compressed-bit');
  });
});
