import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../src/wire/content/json.ts';
import type { Node } from '../../../src/wire/types.ts';
import { decodeUtf8 } from '../../../src/wire/utf8.ts';
import { allNodes, layerOf, problemsOf, read } from './contents.ts';

const type = 'application/json';
const json = (body: string | Uint8Array) => layerOf(read(body, { type }), 'json');
const outcomeOf = (bytes: Uint8Array) => readJson(bytes, decodeUtf8(bytes).text, false).outcome;

describe('the parts of a JSON text', () => {
  it('are nodes with the bytes they stand on', () => {
    expect(json(' {"é": [1, true]}')).toEqual([
      {
        kind: 'json.object',
        start: 1,
        end: 18,
        children: [
          {
            kind: 'json.member',
            start: 2,
            end: 17,
            name: 'é',
            children: [
              { kind: 'json.name', start: 2, end: 6, value: 'é' },
              {
                kind: 'json.array',
                start: 8,
                end: 17,
                children: [
                  { kind: 'json.number', start: 9, end: 10, value: '1' },
                  { kind: 'json.boolean', start: 12, end: 16, value: 'true' },
                ],
              },
            ],
          },
        ],
      },
    ]);
  });

  it('are strings with their escapes read', () => {
    expect(json('"a\\n\\u20ac\\"€"')).toMatchObject([{ kind: 'json.string', value: 'a\n€"€' }]);
  });

  it('are numbers as they stand', () => {
    expect(json('-1.50e+2')).toMatchObject([{ kind: 'json.number', value: '-1.50e+2' }]);
  });
});

describe('malformed JSON', () => {
  it.each([
    ['{"a":1,}', 7, 'JSON goes on with a name here; this byte does not belong.'],
    ['{"a" 1}', 5, 'JSON goes on with a colon here; this byte does not belong.'],
    ['[1 2]', 3, 'JSON goes on with a comma or ] here; this byte does not belong.'],
    ['{} {}', 3, 'The JSON text is over; this byte does not belong to it.'],
    ['{"a":', 5, 'The content ends here; JSON goes on with a value.'],
    ['"a\nb"', 2, 'an escape, since a string has no bare control character'],
    ['"\\x"', 2, 'one of " \\ / b f n r t u after the backslash'],
    ['"\\u12g4"', 5, 'four hexadecimal digits'],
    ['[tru]', 4, 'the rest of true'],
    ['01', 1, 'The JSON text is over'],
    ['1.', 2, 'a digit'],
    ["{'a':1}", 1, 'a name or }'],
  ])('%j is a problem at its byte', (text, at, says) => {
    const node = json(text).at(-1);
    expect(node).toMatchObject({ kind: 'json.malformed', start: at, end: text.length });
    expect(node?.problem?.text).toContain(says);
  });

  it('shows what was read before it', () => {
    const [object] = json('{"a":1,"b":tru');
    expect(object?.children?.map((child) => child.name)).toEqual(['a', 'b']);
  });
});

describe('what JSON allows and readers trip over', () => {
  it('a name that comes twice', () => {
    expect(problemsOf(read('{"a":1,"\\u0061":2}', { type }))).toEqual(['json-duplicate-member']);
  });

  it('an integer that a double does not hold', () => {
    expect(problemsOf(read('[9007199254740993,9007199254740991,1e99]', { type }))).toEqual([
      'json-integer-not-exact',
    ]);
  });

  it('a byte order mark', () => {
    const content = read('\uFEFF{}', { type });
    expect(problemsOf(content)).toEqual(['json-bom']);
    expect(layerOf(content, 'json')[1]).toMatchObject({ kind: 'json.object', start: 3, end: 5 });
  });

  it('a string that is not UTF-8', () => {
    const content = read(Uint8Array.of(0x22, 0xff, 0x22), { type });
    expect(problemsOf(content)).toEqual(['json-invalid-utf8']);
    expect(layerOf(content, 'json')[0]?.value).toBe('\uFFFD');
  });
});

describe('JSON of which only the beginning was kept', () => {
  it('is not malformed for that', () => {
    const content = read('{"a":"b', { type, byteLength: 100 });
    expect(problemsOf(content)).toEqual(['json-cut']);
  });

  it('does not give a number that may go on', () => {
    const [array] = layerOf(read('[1,23', { type, byteLength: 100 }), 'json');
    expect(array?.children?.map((child) => child.value)).toEqual(['1']);
  });

  it('is malformed where it went wrong before its cut', () => {
    expect(problemsOf(read('[1,,', { type, byteLength: 100 }))).toEqual(['json-malformed']);
  });
});

describe('the caps', () => {
  it('leave out what is nested too deep, and still check it', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(problemsOf(read(deep, { type }))).toEqual(['json-too-deep']);
    expect(problemsOf(read(deep.slice(0, -1), { type }))).toContain('json-malformed');
  });

  it('leave out parts beyond the first thousands, but not the members after them', () => {
    const content = read(`{"big":[${'0,'.repeat(30_000)}0],"errors":[1]}`, { type });
    expect(problemsOf(content)).toEqual(['json-too-many-parts']);
    const [object] = layerOf(content, 'json');
    expect(object?.children?.at(-1)).toMatchObject({ name: 'errors' });
    expect(object?.children?.[1]?.children?.[1]?.children).toHaveLength(1);
  });

  it('hold for the text as a whole', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => ({ [i]: [i] }));
    const [array] = layerOf(read(JSON.stringify(rows), { type }), 'json');
    expect(allNodes(array === undefined ? [] : [array]).length).toBeLessThan(20_100);
  });
});

function accepts(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON text, or what is left of it after a few of its characters were changed. */
const nearJson = fc
  .tuple(
    fc.oneof(
      fc.json(),
      fc.jsonValue().map((value) => JSON.stringify(value, null, 1)),
    ),
    fc.array(
      fc.tuple(fc.nat(), fc.constantFrom(...'{}[]:,"\\ 0-+.eEtrufalsn\n\t\u0001x€\uFEFF', '')),
      { maxLength: 3 },
    ),
  )
  .map(([text, edits]) => {
    const characters = [...text];
    for (const [at, character] of edits) characters[at % (characters.length + 1)] = character;
    return characters.join('');
  });

describe('beside JSON.parse', () => {
  it('accepts the same texts', () => {
    fc.assert(
      fc.property(nearJson, (text) => {
        // JSON.parse takes decoded text, in which a byte order mark is a stray character.
        fc.pre(!text.startsWith('\uFEFF'));
        expect(outcomeOf(Buffer.from(text)) === 'whole').toBe(accepts(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it('accepts the same numbers', () => {
    const nearNumber = fc.array(fc.constantFrom(...'0019-+.eE'), { maxLength: 7 });
    fc.assert(
      fc.property(nearNumber, (characters) => {
        const text = characters.join('');
        expect(outcomeOf(Buffer.from(text)) === 'whole').toBe(accepts(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it('finds the same values, and each range holds just its value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 1), (value, indent) => {
        const bytes = Buffer.from(JSON.stringify(value, null, indent));
        const { root } = readJson(bytes, bytes.toString(), false);
        expect(root).toBeDefined();
        if (root !== undefined) expectSame(root, JSON.parse(bytes.toString()), bytes);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** Compares a node with what JSON.parse made of the same bytes. */
function expectSame(node: Node, value: unknown, bytes: Buffer): void {
  const slice = bytes.subarray(node.start, node.end).toString();
  expect(JSON.parse(slice)).toEqual(value);
  expect(slice.trim()).toBe(slice);
  const children = node.children ?? [];
  if (Array.isArray(value)) {
    expect(children).toHaveLength(value.length);
    for (const [i, child] of children.entries()) expectSame(child, value[i], bytes);
  } else if (typeof value === 'object' && value !== null) {
    const entries = new Map(Object.entries(value));
    expect(children.map((child) => child.name).sort()).toEqual([...entries.keys()].sort());
    for (const member of children) {
      const [name, child] = member.children ?? [];
      if (name === undefined || child === undefined) throw new Error('a member has two parts');
      expectSame(name, member.name, bytes);
      expectSame(child, entries.get(member.name ?? ''), bytes);
    }
  } else {
    expect(node.value).toBe(typeof value === 'string' ? value : slice);
  }
}
