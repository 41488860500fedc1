import { seededRandom } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import {
  type Backoff,
  decorrelatedJitter,
  equalJitter,
  exponential,
  fullJitter,
} from './backoff.ts';

const limits = { baseMs: 100, capMs: 3200 };

/** Chance that always falls on the same share of a range: 0 is its lower end, 1 its upper one. */
const always = (share: number) => ({
  ...seededRandom(1),
  between: (min: number, max: number) => min + share * (max - min),
});

/** The shortest and the longest delay of each of the first seven retries. */
const ranges = (backoff: Backoff) =>
  [0, 1, 2, 3, 4, 5, 6].map((n) => [
    backoff({ n }, limits, always(0)),
    backoff({ n }, limits, always(1)),
  ]);

describe('backoff', () => {
  it('without jitter doubles from the base up to the cap', () => {
    expect(ranges((retry, limits) => exponential(retry, limits)).map(([least]) => least)).toEqual([
      100, 200, 400, 800, 1600, 3200, 3200,
    ]);
  });

  it('with full jitter lies between 0 and the exponential delay', () => {
    expect(ranges(fullJitter)).toEqual([
      [0, 100],
      [0, 200],
      [0, 400],
      [0, 800],
      [0, 1600],
      [0, 3200],
      [0, 3200],
    ]);
  });

  it('with equal jitter keeps half of the exponential delay', () => {
    expect(ranges(equalJitter)).toEqual([
      [50, 100],
      [100, 200],
      [200, 400],
      [400, 800],
      [800, 1600],
      [1600, 3200],
      [1600, 3200],
    ]);
  });

  it('with decorrelated jitter lies between the base and 3 times the last delay', () => {
    const following = (previousMs?: number) =>
      [0, 1].map((share) => decorrelatedJitter({ n: 9, previousMs }, limits, always(share)));
    expect(following()).toEqual([100, 300]);
    expect(following(300)).toEqual([100, 900]);
    expect(following(3200)).toEqual([100, 3200]);
  });
});
