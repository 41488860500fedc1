import { doubles, gaps, runs } from 'apilab/parts/checks/sequences';
import { expect, it } from 'vitest';

it('tells numbers in runs; what is missing, repeated or out of order breaks one', () => {
  expect(runs([1, 2, 3, 5, 5, 7, 8, 9])).toBe('1-3 5 5 7-9');
  expect(runs([2, 1])).toBe('2 1');
  expect(runs([])).toBe('');
});

it('finds what is missing, between the ends that are there or are named', () => {
  expect(gaps([3, 1, 6])).toEqual([2, 4, 5]);
  expect(gaps([2, 3], { from: 1, to: 5 })).toEqual([1, 4, 5]);
  expect(gaps([])).toEqual([]);
  expect(gaps([], { from: 1, to: 2 })).toEqual([1, 2]);
});

it('finds what is there more than once', () => {
  expect(doubles(['a', 'b', 'a', 'c', 'b', 'a'])).toEqual(['a', 'b']);
  expect(doubles([1, 2])).toEqual([]);
});
