import { seededRandom } from 'apilab/testing';
import { expect, it } from 'vitest';
import { clippedJitter } from './clipped.ts';

it('clipped jitter has no jitter left at the cap', () => {
  const always = (share: number) => ({
    ...seededRandom(1),
    between: (min: number, max: number) => min + share * (max - min),
  });
  const limits = { baseMs: 100, capMs: 3200 };
  const ranges = [0, 1, 4, 5, 6].map((n) => [
    clippedJitter({ n }, limits, always(0)),
    clippedJitter({ n }, limits, always(1)),
  ]);
  expect(ranges).toEqual([
    [100, 200],
    [200, 300],
    [1600, 1700],
    [3200, 3200],
    [3200, 3200],
  ]);
});
