import { seededRandom } from 'apilab/testing';
import { describe, expect, test } from 'vitest';
import { spreadOut } from './returning.ts';

/** The least and the greatest of many waits. */
function range(code: number, failures: number): readonly [number, number] {
  const random = seededRandom(1);
  const waits = Array.from({ length: 500 }, () =>
    Number(spreadOut.waitMs({ code, failures }, random)),
  );
  return [Math.min(...waits), Math.max(...waits)];
}

describe('spreadOut', () => {
  test.each([
    [1006, 0, 0, 5_000],
    [1006, 1, 5_000, 10_000],
    [1006, 2, 10_000, 20_000],
    [1006, 3, 20_000, 40_000],
    [1006, 4, 30_000, 60_000],
    [1006, 5000, 30_000, 60_000],
    [1011, 0, 0, 5_000],
    [1012, 0, 5_000, 30_000],
    [1012, 2, 10_000, 20_000],
  ])('after %i and %i failures waits from %i to %i ms', (code, failures, from, to) => {
    const [least, most] = range(code, failures);
    expect(least).toBeGreaterThanOrEqual(from);
    expect(most).toBeLessThanOrEqual(to);
    // All of the range is used, not one end of it.
    expect(most - least).toBeGreaterThan(0.9 * (to - from));
  });

  test.each([1000, 1002, 1008, 1009, 1013])('leaves it to the user after %i', (code) => {
    expect(spreadOut.waitMs({ code, failures: 0 }, seededRandom(1))).toBe('never');
  });

  test('counts a connection once it has lasted', () => {
    expect([9_999, 10_000].map((ms) => spreadOut.isBack(ms))).toEqual([false, true]);
  });
});
