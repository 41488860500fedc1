import { expect, it } from 'vitest';
import { readPreferences, waitOf } from './prefer.ts';

it.each([
  [undefined, 0],
  ['', 0],
  ['respond-async', 0],
  ['wait=5', 5],
  ['respond-async, wait=5', 5],
  ['Wait = 5 ; x=y', 5],
  ['wait="5"', 5],
  ['wait=5, wait=9', 5],
  ['foo="a, wait=9", wait=5', 5],
  ['foo="a\\", wait=9", wait=5', 5],
  ['wait=-5', 0],
  ['wait=1e9', 0],
  ['wait=9999999999', 0],
  ['wait', 0],
  [`${'a,'.repeat(400)}wait=5`, 0],
])('of %j the wait is %i s', (field, seconds) => {
  expect(waitOf(readPreferences(field))).toBe(seconds);
});
