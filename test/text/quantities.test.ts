import { expect, test } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatLabTime,
  formatMeasure,
  formatNumber,
} from '../../src/text/quantities.ts';

test.each([
  [0, '0 ms'],
  [0.2, '0.2 ms'],
  [40, '40 ms'],
  [999.6, '1 s'],
  [1_040, '1.04 s'],
  [59_999, '1 min'],
  [125_000, '2 min 05 s'],
  [3_720_000, '1 h 02 min'],
  [273_600_000, '3 d 04 h'],
])('%f ms are written %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test.each([
  [812, '812 B'],
  [1_912, '1.9 kB'],
  [999_600, '1 MB'],
  [2_400_000, '2.4 MB'],
])('%i bytes are written %s', (byteLength, text) => {
  expect(formatBytes(byteLength)).toBe(text);
});

test('thousands are set apart, fractions are not', () => {
  expect(formatNumber(1_234_567.5)).toBe('1,234,567.5');
});

test('one is singular', () => {
  expect([formatCount(1, 'event'), formatCount(2, 'query', 'queries')]).toEqual([
    '1 event',
    '2 queries',
  ]);
});

test('points of lab time are short enough for their column', () => {
  const day = 86_400_000;
  const points = [
    0,
    9.9,
    999,
    59_990,
    60_000,
    730_000,
    3_599_000,
    86_340_000,
    3.5 * day,
    99.9 * day,
  ];
  expect(points.map(formatLabTime)).toEqual([
    '+0 ms',
    '+9.9 ms',
    '+999 ms',
    '+59.99 s',
    '+1m',
    '+12m 10s',
    '+59m 59s',
    '+23h 59m',
    '+3d 12h',
    '+99d 22h',
  ]);
});

test.each([
  [1, 'orders', '1 order'],
  [5, 'orders', '5 orders'],
  [1, 'requests/s', '1 request/s'],
  [1, 'tries', '1 try'],
  [1, 'addresses', '1 address'],
  [1, 'ms', '1 ms'],
  [1, 's', '1 s'],
  [1, 'in progress', '1 in progress'],
  [1, '', '1'],
])('a measure of %d %s is written %s', (value, unit, written) => {
  expect(formatMeasure(value, unit)).toBe(written);
});
