import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HpackDecoder } from '../../../src/wire/hpack/decoder.ts';
import { codeLengths } from '../../../src/wire/hpack/huffman-code.ts';
import { staticTable } from '../../../src/wire/hpack/static-table.ts';
import { limits } from '../../../src/wire/limits.ts';
import type { Node } from '../../../src/wire/types.ts';

const decode = (hex: string, decoder = new HpackDecoder()) =>
  decoder.decode(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

/** Leaves as `kind value`, without their protocol. */
function spelled(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap(({ kind, start, end, value, children }) =>
    children === undefined ? [`${start}–${end} ${kind.slice(6)} ${value}`] : spelled(children),
  );
}

describe('a field says how it was written', () => {
  it('whole from the static table', () => {
    expect(decode('82').fields).toEqual([
      { name: ':method', value: 'GET', representation: 'indexed', index: 2 },
    ]);
  });

  it('with a name and a value that enter the dynamic table, and from there the next time', () => {
    const decoder = new HpackDecoder();
    expect(
      decode(
        '40 0a 63 75 73 74 6f 6d 2d 6b 65 79 0d 63 75 73 74 6f 6d 2d 68 65 61 64 65 72',
        decoder,
      ),
    ).toMatchObject({
      fields: [{ name: 'custom-key', value: 'custom-header', representation: 'incremental' }],
    });
    expect(decode('be', decoder).fields).toEqual([
      { name: 'custom-key', value: 'custom-header', representation: 'indexed', index: 62 },
    ]);
  });

  it('with an indexed name, and a value that enters no table', () => {
    const decoder = new HpackDecoder();
    expect(decode('04 0c 2f 73 61 6d 70 6c 65 2f 70 61 74 68', decoder).fields).toEqual([
      { name: ':path', value: '/sample/path', representation: 'not-indexed', index: 4 },
    ]);
    expect(decode('be', decoder).problem?.code).toBe('hpack-index-beyond-tables');
  });

  it('never to be indexed', () => {
    expect(decode('10 08 70 61 73 73 77 6f 72 64 06 73 65 63 72 65 74').fields).toEqual([
      { name: 'password', value: 'secret', representation: 'never-indexed' },
    ]);
  });
});

it('each part of a field has its bytes', () => {
  expect(spelled(decode('41 8c f1 e3 c2 e5 f2 3a 6b a0 ab 90 f4 ff').nodes)).toEqual([
    '0–1 index 1, static table',
    '1–2 value-length 12, Huffman code',
    '2–14 value www.example.com',
  ]);
});

describe('the dynamic table', () => {
  it('forgets the oldest entries when it is full, RFC 7541 C.5', () => {
    const decoder = new HpackDecoder();
    decoder.setMaximum(256);
    const first = decode(
      `3fe101 4803333032580770726976617465611d4d6f6e2c203231204f637420323031332032303a31333a323120474d546e1768747470733a2f2f7777772e6578616d706c652e636f6d`,
      decoder,
    );
    expect(first.fields.map(({ value }) => value)).toEqual([
      '302',
      'private',
      'Mon, 21 Oct 2013 20:13:21 GMT',
      'https://www.example.com',
    ]);
    const second = decode('4803333037c1c0bf', decoder);
    expect(second.fields.map(({ name, value }) => `${name} ${value}`)).toEqual([
      ':status 307',
      'cache-control private',
      'date Mon, 21 Oct 2013 20:13:21 GMT',
      'location https://www.example.com',
    ]);
    // ":status: 302" made room for ":status: 307".
    expect(decode('c2', decoder).problem?.code).toBe('hpack-index-beyond-tables');
  });

  it('keeps what the lab can hold of a table that the peers made larger', () => {
    const decoder = new HpackDecoder();
    decoder.setMaximum(1024 * 1024);
    // The size 1 MiB, then entries of 64 KiB each: five make more than the cap.
    decode('3fe1ff3f', decoder);
    const value = Buffer.alloc(65_000, 0x61);
    const literal = Buffer.concat([Buffer.from('4001787fe9fa03', 'hex'), value]);
    for (let entry = 0; entry < 5; entry++) {
      expect(decoder.decode(literal).problem).toBeUndefined();
    }
    expect(decode('be', decoder).fields[0]?.value).toHaveLength(65_000);
    expect(decode('c2', decoder).problem?.code).toBe('hpack-index-beyond-cap');
  });

  it('must be shrunk at the start of the block where the receiver allows less than it holds', () => {
    const decoder = new HpackDecoder();
    decode('400161 0162', decoder);
    decoder.setMaximum(0);
    expect(decode('82', decoder).problem?.code).toBe('hpack-size-update-missing');
  });
});

describe('a broken block names COMPRESSION_ERROR and is read no further', () => {
  it.each([
    ['an index of zero', '80', 'hpack-index-zero'],
    ['an index past both tables', 'ff00', 'hpack-index-beyond-tables'],
    ['an integer without end', 'ff80', 'hpack-integer-unfinished'],
    ['an integer past 32 bits', 'ffffffffffffff7f', 'hpack-integer-too-large'],
    ['a string past the end of the block', '000561', 'hpack-string-unfinished'],
    ['padding with a zero in it', '008100 00', 'hpack-huffman-padding'],
    ['a full octet of padding', '0082 1fff 00', 'hpack-huffman-padding'],
    ['the symbol EOS', '0084ffffffff 00', 'hpack-huffman-eos'],
    ['a table larger than allowed', '3fe21f', 'hpack-size-update-too-large'],
    ['a size update behind a field', '8220', 'hpack-size-update-too-late'],
  ])('%s', (_, hex, code) => {
    const decoder = new HpackDecoder();
    const block = decode(hex, decoder);
    expect(block.problem).toMatchObject({ code, error: 'COMPRESSION_ERROR' });
    expect(block.nodes.at(-1)).toMatchObject({ kind: 'hpack.unread' });
    expect(decode('82', decoder).problem?.code).toBe('hpack-context-lost');
  });
});

it('a block that unfolds to more than is kept is decoded on, so that the tables stay right', () => {
  const decoder = new HpackDecoder();
  const many = decode(`${'82'.repeat(limits.fields + 5)}400161 0162`, decoder);
  expect(many.fields).toHaveLength(limits.fields);
  expect(many.nodes.at(-1)).toMatchObject({ kind: 'hpack.more-fields', start: limits.fields });
  expect(decode('be', decoder).fields[0]).toMatchObject({ name: 'a', value: 'b' });
});

it('the static table has 61 entries and the Huffman code is complete', () => {
  expect(staticTable).toHaveLength(61);
  expect(staticTable[60]).toEqual({ name: 'www-authenticate', value: '' });
  expect(codeLengths).toHaveLength(257);
  expect(codeLengths.reduce((sum, length) => sum + 2 ** -length, 0)).toBe(1);
});

it('hostile bytes neither throw nor leave a gap', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 4 }), (blocks) => {
      const decoder = new HpackDecoder();
      for (const block of blocks) {
        const { nodes } = decoder.decode(block);
        let at = 0;
        for (const node of nodes) {
          expect(node.start).toBe(at);
          at = node.end;
        }
        expect(at).toBe(block.length);
      }
    }),
    { numRuns: 1_000 },
  );
});
