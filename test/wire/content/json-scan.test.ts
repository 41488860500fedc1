import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../src/wire/content/json.ts';
import { isCleanJson } from '../../../src/wire/content/json-scan.ts';
import { decodeUtf8 } from '../../../src/wire/utf8.ts';
import { layerOf, read } from './contents.ts';

/** Whether the reader of the whole finds JSON without any problem. */
function readsWell(bytes: Uint8Array): boolean {
  const { text } = decodeUtf8(bytes);
  const { outcome, flawed } = readJson(bytes, text, false);
  return outcome === 'whole' && !flawed;
}

const likeJson = fc
  .array(
    fc.constantFrom(...'{}[]:,"\\u019-.eE+ \n', '"a"', '"b"', '"a":', 'true', 'false', 'null'),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''));

describe('a look through a JSON text', () => {
  it('never calls one clean that has a problem', () => {
    const text = fc.oneof(fc.json(), likeJson, likeJson);
    fc.assert(
      fc.property(text, (body) => {
        const bytes = Buffer.from(body);
        if (isCleanJson(bytes)) expect(readsWell(bytes)).toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    '{"id":1,"tags":["a",true,null,-1.5e3],"deep":{"id":{"id":[]}},"none":{}}',
    ' [ { } , [ ] , "a\\u0041\\"" ] \n',
    '0',
  ])('calls %s clean', (text) => {
    expect(isCleanJson(Buffer.from(text))).toBe(true);
  });

  it.each([
    ['a name that is there twice', '{"a":1,"b":{"a":2},"a":3}'],
    ['a name spelt with an escape', '{"a":1,"\\u0061":2}'],
    ['an integer that is not exact', '[9007199254740993]'],
    ['too many levels', `${'['.repeat(65)}${']'.repeat(65)}`],
    ['too many parts', `[${'1,'.repeat(6_000)}1]`],
    ['a byte order mark', '\uFEFF{}'],
    ['an end too early', '{"a":[1'],
    ['a comma too many', '[1,]'],
    ['a bracket that does not fit', '[1}'],
    ['something after it', '{} {}'],
    ['nothing', ''],
  ])('leaves %s to the reader', (_, text) => {
    expect(isCleanJson(Buffer.from(text))).toBe(false);
  });
});

describe('the nodes of a JSON text that is read late', () => {
  const value = { name: 'Zoë', items: Array.from({ length: 30 }, (_, id) => ({ id, at: 'é' })) };
  const text = JSON.stringify(value);

  it('are the same as those that are read at once', () => {
    const bytes = Buffer.from(text);
    const type = 'application/json';
    const { nodes } = readJson(bytes, text, false, 40);
    expect(layerOf(read(bytes, { type, wireStart: 40 }), 'json')).toEqual(nodes);
  });

  it('do not depend on what becomes of the bytes', () => {
    const bytes = Buffer.from(text);
    const reading = read(bytes, { type: 'application/json' });
    bytes.fill(0);
    expect(layerOf(reading, 'json')).toEqual(readJson(Buffer.from(text), text, false).nodes);
  });
});
