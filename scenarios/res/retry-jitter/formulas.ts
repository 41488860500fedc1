import {
  type Backoff,
  decorrelatedJitter,
  equalJitter,
  exponential,
  fullJitter,
  type Retry,
} from '../parts/backoff.ts';

/** Where the delays begin and end, in milliseconds. */
export const LIMITS = { baseMs: 100, capMs: 3200 };

/** A formula, and the shortest and longest delay it allows, in milliseconds. */
export interface Formula {
  readonly backoff: Backoff;
  range(retry: Retry): readonly [leastMs: number, mostMs: number];
}

const { baseMs, capMs } = LIMITS;

/** `v = min(cap, base · 2ⁿ)` within these limits. */
export const v = (retry: Retry): number => exponential(retry, LIMITS);

/** The formulas that spread. */
export const SPREADING = {
  full: { backoff: fullJitter, range: (retry) => [0, v(retry)] },
  equal: { backoff: equalJitter, range: (retry) => [v(retry) / 2, v(retry)] },
  decorrelated: {
    backoff: decorrelatedJitter,
    range: ({ previousMs = baseMs }) => [baseMs, Math.min(capMs, 3 * previousMs)],
  },
} satisfies Readonly<Record<string, Formula>>;
