import { expect, it } from 'vitest';
import { isNestedDeeper } from '../../src/progress/nesting.ts';

it.each([
  ['{"a":[{}]}', 3],
  ['[[],[],[]]', 2],
  ['["[[[[ \\" [[ \\\\",[]]', 2],
  ['7', 0],
])('counts %s as %d levels', (json, levels) => {
  expect(isNestedDeeper(json, levels)).toBe(false);
  expect(isNestedDeeper(json, levels - 1)).toBe(true);
});
