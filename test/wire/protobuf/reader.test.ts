import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Node, ProtoTypes } from '../../../src/wire/index.ts';
import { limits } from '../../../src/wire/index.ts';
import { readMessage } from '../../../src/wire/protobuf/reader.ts';

const types: ProtoTypes = {
  messages: {
    Price: {
      1: { name: 'symbol', type: 'string' },
      2: { name: 'cents', type: 'int64' },
      3: { name: 'trend', type: 'Trend' },
      4: { name: 'changes', type: 'sint32', repeated: true },
      5: { name: 'rates', type: 'RatesEntry', repeated: true, map: true },
      6: { name: 'next', type: 'Price' },
      7: { name: 'chart', type: 'bytes' },
      8: { name: 'factor', type: 'float' },
      9: { name: 'open', type: 'bool' },
      10: { name: 'limit', type: 'double' },
      11: { name: 'tags', type: 'string', repeated: true },
      12: { name: 'count', type: 'int32' },
    },
    RatesEntry: { 1: { name: 'key', type: 'string' }, 2: { name: 'value', type: 'uint32' } },
  },
  enums: { Trend: { 0: 'FLAT', 1: 'UP' } },
};

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const fieldsOf = (hex: string) => readMessage(bytes(hex), types, 'Price').value;
const guess = (hex: string) =>
  readMessage(bytes(hex), undefined, undefined).nodes.map(({ name, value }) => `${name}: ${value}`);

function leaves(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap(({ kind, start, end, value, children }) =>
    children === undefined || children.length === 0
      ? [`${start}–${end} ${kind.slice(9)}: ${value}`]
      : leaves(children),
  );
}

describe('with the type, fields have their names and values as in ProtoJSON', () => {
  it.each([
    ['a string', '0a 04 41434d45', { symbol: 'ACME' }],
    ['a 64-bit integer, as text', '10 f69001', { cents: '18550' }],
    ['a negative one in ten bytes', '10 ffffffffffffffffff01', { cents: '-1' }],
    ['a negative 32-bit integer', '60 ffffffffffffffffff01', { count: -1 }],
    ['an enum by name', '18 01', { trend: 'UP' }],
    ['an enum without a name for it', '18 07', { trend: 7 }],
    ['packed zigzag numbers', '22 02 0104', { changes: [-1, 2] }],
    ['the same numbers one by one', '20 01 20 04', { changes: [-1, 2] }],
    ['a map', '2a 07 0a03455552 1005', { rates: { EUR: 5 } }],
    ['a nested message', '32 02 1801', { next: { trend: 'UP' } }],
    ['bytes in Base64', '3a 02 ffee', { chart: '/+4=' }],
    ['a float, as short as it can be', '45 cdcccc3d', { factor: 0.1 }],
    ['a double that is no number', '51 000000000000f87f', { limit: 'NaN' }],
    ['a bool', '48 01', { open: true }],
    ['repeated strings', '5a 01 61 5a 01 62', { tags: ['a', 'b'] }],
    ['a field given twice: the last one counts', '10 01 10 02', { cents: '2' }],
    ['nothing', '', {}],
  ])('%s', (_, hex, value) => {
    expect(fieldsOf(hex)).toEqual(value);
  });

  it('each part shows its bytes and what they mean', () => {
    expect(leaves(readMessage(bytes('0a04 41434d45 10f69001'), types, 'Price').nodes)).toEqual([
      '0–1 tag: 0a = field 1, wire type 2 (LEN)',
      '1–2 length: 04 = 4 bytes',
      '2–6 string: ACME',
      '6–7 tag: 10 = field 2, wire type 0 (VARINT)',
      '7–10 varint: f6 90 01 = 18550',
    ]);
  });

  it('an unknown field is shown and is no member of the value', () => {
    const { nodes, value } = readMessage(bytes('a00605 1801'), types, 'Price');
    expect(value).toEqual({ trend: 'UP' });
    expect(nodes[0]).toMatchObject({
      name: '100',
      value: expect.stringContaining('unknown field'),
    });
  });

  it('a wire type that does not fit is a problem', () => {
    const { nodes, value } = readMessage(bytes('0801'), types, 'Price');
    expect(value).toEqual({});
    expect(nodes[0]?.problem?.code).toBe('protobuf-wire-type-differs');
  });

  it('a member called __proto__ is a member like any other', () => {
    const odd: ProtoTypes = { messages: { Odd: { 1: { name: '__proto__', type: 'Odd' } } } };
    expect(JSON.stringify(readMessage(bytes('0a00'), odd, 'Odd').value)).toBe('{"__proto__":{}}');
  });
});

describe('without the type, values are guesses and say so', () => {
  it.each([
    ['a number', '08 9601', ['1: 150 (guess: int; as sint 75)']],
    ['a number that may be a truth', '08 01', ['1: 1 (guess: int or true; as sint -1)']],
    ['text', '12 05 68656c6c6f', ['2: "hello" (guess: string)']],
    [
      'text that also reads as a message',
      '12 02 2841',
      ['2: "(A" (guess: string; also reads as a message)'],
    ],
    ['a message', '1a 03 089601', ['3: (guess: message)']],
    ['bytes', '1a 02 ffff', ['3: ff ff (guess: bytes or packed numbers)']],
    ['nothing', '1a 00', ['3: (empty: string, bytes or message)']],
    ['four bytes', '0d 0000803f', ['1: 1 (guess: float; as fixed32 1065353216)']],
  ])('%s', (_, hex, fields) => {
    expect(guess(hex)).toEqual(fields);
    expect(readMessage(bytes(hex), undefined, undefined).value).toBeUndefined();
  });
});

describe('what breaks off or is wrong ends the reading', () => {
  it.each([
    ['a tag without end', '80', 'protobuf-varint-unfinished'],
    ['an integer of eleven bytes', '08 ffffffffffffffffffff01', 'protobuf-varint-too-long'],
    ['field number 0', '00 01', 'protobuf-field-number'],
    ['wire type 7', '0f', 'protobuf-wire-type'],
    ['a length past the end', '0a 05 61', 'protobuf-value-unfinished'],
  ])('%s', (_, hex, code) => {
    const { nodes } = readMessage(bytes(`1801 ${hex}`), types, 'Price');
    expect(nodes.map(({ kind }) => kind)).toEqual(['protobuf.field', 'protobuf.unread']);
    expect(nodes[1]?.problem?.code).toBe(code);
  });

  it('nesting past the cap', () => {
    const codes = (depth: number) =>
      JSON.stringify(readMessage(nested(depth), types, 'Price').nodes);
    expect(codes(limits.protobufDepth)).not.toContain('protobuf-too-deep');
    expect(codes(limits.protobufDepth + 2)).toContain('protobuf-too-deep');
  });

  it('fields past the cap are one node', () => {
    const many = bytes('1801'.repeat(limits.protobufFields + 10));
    const { nodes } = readMessage(many, types, 'Price');
    expect(nodes.at(-1)).toEqual({
      kind: 'protobuf.more-fields',
      start: limits.protobufFields * 2,
      end: many.length,
    });
  });
});

it('any bytes are tiled, with and without the type', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 100 }),
      fc.constantFrom('Price', undefined),
      (given, type) => {
        const { nodes } = readMessage(Buffer.from(given), types, type);
        expect(gapsIn(nodes, 0, given.length)).toEqual([]);
      },
    ),
    { numRuns: 2_000 },
  );
});

function gapsIn(nodes: readonly Node[], start: number, end: number): readonly string[] {
  const found: string[] = [];
  let at = start;
  for (const node of nodes) {
    if (node.start !== at) found.push(`${node.kind} at ${node.start}, not ${at}`);
    if (node.children !== undefined) found.push(...gapsIn(node.children, node.start, node.end));
    at = node.end;
  }
  return at === end ? found : [...found, `${at} is not ${end}`];
}

/** Messages in each other, as field 6. */
function nested(depth: number): Buffer {
  let message: Buffer = Buffer.alloc(0);
  for (let level = 0; level < depth; level++) {
    const { length } = message;
    const prefix = length < 128 ? [length] : [(length & 127) | 128, length >> 7];
    message = Buffer.concat([Buffer.from([0x32, ...prefix]), message]);
  }
  return message;
}
