import { expect, test } from 'vitest';
import { type Row, span, truncate, wrap, wrapAtMost } from '../../src/text/spans.ts';

const textOf = (row: Row) =>
  row
    .map((part) => part.text)
    .join('')
    .trimEnd();

test('rows break between words', () => {
  expect(wrap([span('nothing is ever lost')], 11).map(textOf)).toEqual(['nothing is', 'ever lost']);
});

test('a word longer than the row is broken', () => {
  expect(wrap([span('abcdefgh')], 3).map(textOf)).toEqual(['abc', 'def', 'gh']);
});

test('a source moves to the next row as a whole', () => {
  const rows = wrap([span('bad chunk  '), span('RFC 9112 §7.1', 'source')], 20);
  expect(rows.map(textOf)).toEqual(['bad chunk', 'RFC 9112 §7.1']);
});

test('what is left out is shown by an ellipsis', () => {
  expect(textOf(truncate([span('GET '), span('/prices/of/everything')], 12))).toBe('GET /prices…');
});

test('a row that fits is left alone', () => {
  expect(textOf(truncate([span('GET /')], 5))).toBe('GET /');
});

test('a word of megabytes is cut into rows in one pass', () => {
  const rows = wrap([span('x'.repeat(8_000_000))], 78);
  expect(rows).toHaveLength(Math.ceil(8_000_000 / 78));
});

test.each([
  ['one two three four five six', 12, ['one two', 'three four …']],
  ['one two three four', 10, ['one two', 'three four']],
  [
    'one two three and-a-word-that-is-longer-than-a-whole-row',
    30,
    ['one two three and-a-word-that-', 'is-longer-than-a-whole-row'],
  ],
  [
    'at https://shop.test/a/very/long/way/to/an/address',
    20,
    ['at https://shop.test', '/a/very/long/way/to…'],
  ],
])('rows of which there are too many end between words: %s', (text, cells, rows) => {
  expect(wrapAtMost([span(text)], cells, 2).map(textOf)).toEqual(rows);
});
