import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Utf8Check } from '../../../src/wire/websocket/utf8-check.ts';

const isUtf8 = (...pieces: readonly Uint8Array[]) => {
  const check = new Utf8Check();
  for (const piece of pieces) check.push(piece);
  return check.valid && check.whole;
};

function decoderTakes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Bytes that come close to the borders of what is allowed. */
const nearly = fc.array(
  fc.constantFrom(
    ...[0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1],
    ...[0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff],
  ),
  { maxLength: 6 },
);

describe('the check for UTF-8', () => {
  it('agrees with the decoder of the Encoding Standard, wherever the bytes are cut', () => {
    fc.assert(
      fc.property(nearly, fc.nat(6), (list, cut) => {
        const bytes = Uint8Array.from(list);
        expect(isUtf8(bytes.subarray(0, cut), bytes.subarray(cut))).toBe(decoderTakes(bytes));
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    ['a surrogate', [0xed, 0xa0]],
    ['an overlong form', [0xe0, 0x80]],
    ['a character past U+10FFFF', [0xf4, 0x90]],
  ])('knows %s by its second byte', (_, bytes) => {
    const check = new Utf8Check();
    check.push(Uint8Array.from(bytes));
    expect(check.valid).toBe(false);
  });
});
