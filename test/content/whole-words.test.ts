import { expect, it } from 'vitest';
import { holdsWhole, replaceWhole } from '../../src/content/written/whole-words.ts';

it('a part is found as a whole word or number, not within one', () => {
  expect(holdsWhole('id: 1', '1')).toBe(true);
  expect(holdsWhole('id: 10', '1')).toBe(false);
  expect(holdsWhole('retry: 1000', 'retry: 1')).toBe(false);
  expect(holdsWhole('id: 10, then 1', '1')).toBe(true);
});

it('a part that ends in a sign needs nothing beside it', () => {
  expect(holdsWhole('etag:"a"b', '"a"')).toBe(true);
});

it('an empty part is nowhere', () => {
  expect(holdsWhole('abc', '')).toBe(false);
});

it('every whole part is replaced', () => {
  expect(replaceWhole('3, 13, 3 and 33', '3', '?')).toBe('?, 13, ? and 33');
});
