import {
  type Backoff,
  decorrelatedJitter,
  equalJitter,
  exponential,
  fullJitter,
  type Retry,
} from '../parts/backoff.ts';
import { clippedJitter } from './naive/clipped.ts';
import { noJitter } from './naive/none.ts';

/** Where the delays begin and end, in milliseconds. */
export const LIMITS = { baseMs: 100, capMs: 3200 };

/** A formula, and the shortest and longest delay it allows, in milliseconds. */
export interface Formula {
  readonly backoff: Backoff;
  range(retry: Retry): readonly [leastMs: number, mostMs: number];
}

const { baseMs, capMs } = LIMITS;
const v = (retry: Retry) => exponential(retry, LIMITS);

/** The formula of each variant. */
export const FORMULAS = {
  full: { backoff: fullJitter, range: (retry) => [0, v(retry)] },
  equal: { backoff: equalJitter, range: (retry) => [v(retry) / 2, v(retry)] },
  decorrelated: {
    backoff: decorrelatedJitter,
    range: ({ previousMs = baseMs }) => [baseMs, Math.min(capMs, 3 * previousMs)],
  },
  none: { backoff: noJitter, range: (retry) => [v(retry), v(retry)] },
  clipped: {
    backoff: clippedJitter,
    range: (retry) => [v(retry), Math.min(capMs, v(retry) + baseMs)],
  },
} satisfies Readonly<Record<string, Formula>>;
