import { expect, test } from 'vitest';
import { acceptsJson } from './accept.ts';

test.each([
  [null, true],
  ['', true],
  ['*/*', true],
  ['text/csv, application/*;q=0.1', true],
  ['application/json; charset=utf-8', true],
  ['text/csv', false],
  ['application/json;q=0', false],
  // The most specific range decides (RFC 9110 §12.5.1).
  ['application/json;q=0, */*', false],
  ['*/*;q=0, application/json', true],
])('JSON for Accept: %s is %s', (field, accepted) => {
  expect(acceptsJson(field)).toBe(accepted);
});
