import { busiestWindow, histogram, mostByChance, percentile } from 'apilab/parts/checks/crowd';
import { expect, it } from 'vitest';

it('finds the busiest stretch, wherever it begins', () => {
  expect(busiestWindow([0, 90, 110, 130, 189, 190, 900], 100)).toBe(4);
  expect(busiestWindow([0, 100], 100)).toBe(1);
  expect(busiestWindow([], 100)).toBe(0);
});

it('counts in equal stretches from a moment on', () => {
  expect(histogram([50, 100, 199, 350], { fromMs: 100, binMs: 100 })).toEqual([2, 0, 1]);
  expect(histogram([50], { fromMs: 500, binMs: 100 })).toEqual([]);
});

it('takes a percentile among the values themselves', () => {
  const values = [50, 10, 40, 20, 30];
  expect([0, 20, 50, 95, 100].map((percent) => percentile(values, percent))).toEqual([
    10, 10, 30, 50, 50,
  ]);
  expect(percentile([], 50)).toBeUndefined();
});

it('allows chance five standard deviations', () => {
  // 100 × 0.2 = 20, and the deviation is the root of 100 × 0.2 × 0.8 = 4.
  expect(mostByChance(100, 0.2)).toBe(40);
});
