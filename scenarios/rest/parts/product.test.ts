import { expect, test } from 'vitest';
import { isProduct, mergePatch } from './product.ts';

test.each([
  ['a name of one letter, for nothing', { name: 'A', cents: 0 }, true],
  ['a name in any script', { name: 'Лампа 💡', cents: 1 }, true],
  ['a name of blanks', { name: '  ', cents: 1 }, false],
  ['a name with NUL in it', { name: 'a\u0000b', cents: 1 }, false],
  ['half a character', { name: '\ud800', cents: 1 }, false],
  ['a name that is too long', { name: 'x'.repeat(101), cents: 1 }, false],
  ['a price with a fraction', { name: 'A', cents: 0.5 }, false],
  ['a price below zero', { name: 'A', cents: -1 }, false],
  ['a price beyond measure', { name: 'A', cents: 1e15 }, false],
  ['another member', { name: 'A', cents: 1, id: 1 }, false],
  ['a list', ['A', 1], false],
])('%s makes a product: %#', (_, value, is) => {
  expect(isProduct(value)).toBe(is);
});

/** Examples of RFC 7396 Appendix A. */
test.each([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])('%j patched with %j is %j', (target, patch, result) => {
  expect(mergePatch(target, patch)).toEqual(result);
});

test('a patch reaches no prototype', () => {
  const patched = mergePatch({}, JSON.parse('{"__proto__":{"x":1}}'));
  expect(Object.hasOwn(Object(patched), '__proto__')).toBe(true);
  expect(Reflect.get({}, 'x')).toBeUndefined();
});
