import { expect, test } from 'vitest';
import { cellCount, splitAtCells } from '../../src/text/cells.ts';

test.each([
  ['plain', 5],
  ['日本', 4],
  ['e\u0301', 1],
  ['😀', 2],
  ['ｆｕｌｌ', 8],
  ['한글', 4],
  ['→ ╳ …', 5],
  ['', 0],
])('%s takes %i cells', (text, cells) => {
  expect(cellCount(text)).toBe(cells);
});

test('a wide character is not cut in half', () => {
  expect(splitAtCells('日本', 3)).toEqual(['日', '本']);
});

test('an accent stays with its letter', () => {
  expect(splitAtCells('ae\u0301b', 2)).toEqual(['ae\u0301', 'b']);
});
