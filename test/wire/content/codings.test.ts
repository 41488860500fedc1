import * as zlib from 'node:zlib';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/wire/limits.ts';
import { layerOf, problemsOf, read } from './contents.ts';

const text = 'price 18550, '.repeat(2_000);
const type = 'text/plain';

describe('a content coding', () => {
  it.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['br', brotliCompressSync(text)],
  ])('%s is taken off', (coding, bytes) => {
    const content = read(bytes, { type, coding });
    expect(content.content).toEqual({
      byteLength: text.length,
      text,
      codings: [coding.toLowerCase()],
    });
    expect(problemsOf(content)).toEqual([]);
  });

  it('is taken off in reverse order where there are several', () => {
    const bytes = gzipSync(brotliCompressSync(text));
    expect(read(bytes, { type, coding: 'br, gzip' }).content).toMatchObject({
      text,
      codings: ['gzip', 'br'],
    });
  });

  it('is shown as a node that holds what it wrapped', () => {
    expect(layerOf(read(gzipSync(text), { type, coding: 'gzip' }), 'coding')).toEqual([
      { kind: 'content.coding', start: 0, end: text.length, name: 'gzip' },
    ]);
  });

  it('reads deflate without zlib header and says what is wrong with it', () => {
    const content = read(deflateRawSync(text), { type, coding: 'deflate' });
    expect(content.content.text).toBe(text);
    expect(problemsOf(content)).toEqual(['content-coding-raw-deflate']);
  });

  it('identity changes nothing and says that it says nothing', () => {
    const content = read('plain', { type, coding: 'identity' });
    expect(content.content).toEqual({ byteLength: 5, text: 'plain' });
    expect(problemsOf(content)).toEqual(['content-coding-identity']);
  });

  it('stays on where nobody knows it', () => {
    const content = read('????', { type, coding: 'gzip, fold' });
    expect(content.content).toEqual({ byteLength: 4 });
    expect(problemsOf(content)).toEqual(['content-coding-unknown']);
  });

  it('zstd is taken off where Node has it, and named where it has not', () => {
    const frame = Uint8Array.from([
      0x28, 0xb5, 0x2f, 0xfd, 0x20, 0x02, 0x11, 0x00, 0x00, 0x68, 0x69,
    ]);
    const content = read(frame, { type, coding: 'zstd' });
    if ('zstdDecompressSync' in zlib) expect(content.content.text).toBe('hi');
    else expect(problemsOf(content)).toEqual(['content-coding-not-here']);
  });

  it('is taken off eight times at most', () => {
    let bytes: Uint8Array = Buffer.from('x');
    for (let i = 0; i < 9; i++) bytes = gzipSync(bytes);
    const content = read(bytes, { type, coding: Array(9).fill('gzip').join() });
    expect(problemsOf(content)).toEqual(['content-coding-too-many']);
    expect(content.content).not.toHaveProperty('text');
  });

  it('of no bytes at all, as in the answer to HEAD, is none', () => {
    expect(read('', { type, coding: 'gzip' })).toEqual({
      content: { byteLength: 0 },
      layers: [],
      flawed: false,
      isGraphql: false,
    });
  });
});

describe.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
])('%s', (coding, compress) => {
  it('that ends too early shows what came', () => {
    const whole = compress(
      Array.from({ length: 3_000 }, (_, i) => `${(i * 7919) % 10_007} `).join(),
    );
    const content = read(whole.subarray(0, whole.length / 2), { type, coding });
    expect(problemsOf(content)).toEqual(['content-coding-incomplete']);
    expect(content.content.text).toMatch(/^0 ,7919 ,5831 ,/);
  });

  it('whose bytes were not kept to the end is no problem', () => {
    const whole = compress(text);
    const content = read(whole.subarray(0, -1), { type, coding, byteLength: whole.length });
    expect(problemsOf(content)).toEqual([]);
    expect(content.content).toMatchObject({ truncated: true });
  });

  it('that unfolds too far is cut', () => {
    const bomb = compress(Buffer.alloc(limits.decodedContent * 8));
    const content = read(bomb, { type, coding });
    expect(problemsOf(content)).toEqual(['content-coding-unfolds-too-far']);
    expect(content.content.truncated).toBe(true);
    expect(content.content.byteLength).toBeLessThanOrEqual(limits.decodedContent);
  });

  it('that is something else altogether is left as it is, and nothing more is said of it', () => {
    const content = read('{"price":18550}', { type: 'application/json', coding });
    expect(problemsOf(content)).toEqual(['content-coding-other']);
    expect(content.content).toEqual({ byteLength: 15 });
  });
});

it('damage in the middle leaves what comes before it', () => {
  const half = 'a line of text that stands before the damage\n'.repeat(50);
  const first = deflateRawSync(half, { finishFlush: constants.Z_SYNC_FLUSH });
  // Block type 3 does not exist.
  const header = gzipSync('').subarray(0, 10);
  const content = read(Buffer.concat([header, first, Buffer.of(0x06)]), { type, coding: 'gzip' });
  expect(content.content.text).toBe(half);
  expect(problemsOf(content)).toEqual(['content-coding-damaged']);
});
