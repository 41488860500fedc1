import { seededRandom } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import { lockStep, spreadOut } from './reconnect-delay.ts';

describe('spreadOut', () => {
  it.each([
    [0, 0, 5_000],
    [1, 5_000, 10_000],
    [2, 10_000, 20_000],
    [3, 20_000, 40_000],
    [4, 30_000, 60_000],
    [50, 30_000, 60_000],
  ])('after %i failures waits from %i to %i ms', (failures, from, to) => {
    const random = seededRandom(1);
    const delays = Array.from({ length: 500 }, () => spreadOut(failures, random));
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(from);
    expect(Math.max(...delays)).toBeLessThanOrEqual(to);
    // All of the range is used, not one end of it.
    expect(Math.max(...delays) - Math.min(...delays)).toBeGreaterThan(0.9 * (to - from));
  });
});

it('lockStep doubles, the same for everybody', () => {
  const delays = [0, 1, 2, 3, 10].map((failures) => lockStep(failures, seededRandom(failures)));
  expect(delays).toEqual([1000, 2000, 4000, 8000, 60_000]);
});
