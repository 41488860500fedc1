import { expect, it } from 'vitest';
import { busiestWindow, histogram } from './checks.ts';

it('the busiest window holds what arrives in less than its length', () => {
  expect(busiestWindow([0, 399, 400, 500, 900], 400)).toBe(3);
  expect(busiestWindow([7, 7, 7], 400)).toBe(3);
  expect(busiestWindow([], 400)).toBe(0);
});

it('a histogram counts the arrivals of each stretch up to the last, and none before the first', () => {
  const bins = histogram([99, 100, 149, 150, 250, 300], { fromMs: 100, binMs: 50 });
  expect(bins).toEqual([2, 1, 0, 1, 1]);
});
