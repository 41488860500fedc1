import { describe, expect, test } from 'vitest';
import { entityTagOf, readEntityTags, strongMatch, weakMatch } from './entity-tag.ts';

const strong = (opaque: string) => ({ weak: false, opaque });
const weak = (opaque: string) => ({ weak: true, opaque });

describe('a list of entity tags', () => {
  test.each([
    ['one', '"a"', [strong('"a"')]],
    ['several', '"a","b" , W/"c"', [strong('"a"'), strong('"b"'), weak('"c"')]],
    ['one with a comma in it', '"a,b"', [strong('"a,b"')]],
    ['an empty one', '""', [strong('""')]],
    ['one between empty elements', ', "a",, ', [strong('"a"')]],
  ])('is read with %s', (_, field, tags) => {
    expect(readEntityTags(field)).toEqual(tags);
  });

  test.each([
    ['without quotes', 'a'],
    ['with an open quote', '"a'],
    ['with a small w', 'w/"a"'],
    ['with a space inside', '"a b"'],
    ['without a comma between two', '"a" "b"'],
    ['with rubbish behind', '"a"b'],
    ['that begins well and ends badly', '"a", b'],
  ])('names no version where it is %s', (_, field) => {
    expect(readEntityTags(field)).toEqual([]);
  });
});

/** The table of RFC 9110 §8.8.3.2. */
describe('comparison', () => {
  test.each([
    ['W/"1"', 'W/"1"', false, true],
    ['W/"1"', 'W/"2"', false, false],
    ['W/"1"', '"1"', false, true],
    ['"1"', '"1"', true, true],
  ])('of %s and %s: strong %s, weak %s', (one, other, strongly, weakly) => {
    const [a = strong('')] = readEntityTags(one);
    const [b = strong('')] = readEntityTags(other);
    expect(strongMatch(a, b)).toBe(strongly);
    expect(weakMatch(a, b)).toBe(weakly);
  });
});

test('an entity tag is strong, in quotes, and another one for another byte', () => {
  expect(readEntityTags(entityTagOf('a'))).toEqual([strong(entityTagOf('a'))]);
  expect(entityTagOf('a')).toBe(entityTagOf('a'));
  expect(entityTagOf('a')).not.toBe(entityTagOf('b'));
});
