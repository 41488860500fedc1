import type { Random } from 'apilab';

/** A retry that is about to be made. */
export interface Retry {
  /** How many retries were made before it: 0 for the first one. */
  readonly n: number;
  /** The delay before the retry before it, in milliseconds; undefined for the first one. */
  readonly previousMs?: number | undefined;
}

/** Where the delays begin, and what they never exceed. */
export interface BackoffLimits {
  readonly baseMs: number;
  readonly capMs: number;
}

/** Says how long to wait before a retry, in milliseconds. */
export type Backoff = (retry: Retry, limits: BackoffLimits, random: Random) => number;

/*
 * No standard says how to back off; this is common practice. The formulas are those of the simulator
 * behind the AWS Architecture Blog's "Exponential Backoff And Jitter": aws-samples/aws-arch-backoff-simulator.
 */

/** `v = min(cap, base · 2ⁿ)`: the delay that most of the formulas start from. */
export const exponential = ({ n }: Retry, { baseMs, capMs }: BackoffLimits): number =>
  Math.min(capMs, baseMs * 2 ** n);

/** Full jitter: `U(0, v)`. */
export const fullJitter: Backoff = (retry, limits, random) =>
  random.between(0, exponential(retry, limits));

/** Equal jitter: `v/2 + U(0, v/2)`. Half of the delay is certain. */
export const equalJitter: Backoff = (retry, limits, random) => {
  const half = exponential(retry, limits) / 2;
  return half + random.between(0, half);
};

/** Decorrelated jitter: `min(cap, U(base, 3 · previous))`, where the first previous delay is `base`. */
export const decorrelatedJitter: Backoff = ({ previousMs }, { baseMs, capMs }, random) =>
  Math.min(capMs, random.between(baseMs, 3 * (previousMs ?? baseMs)));
