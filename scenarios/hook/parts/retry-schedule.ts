import type { Random } from 'apilab';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What the wait before the next attempt hangs on. */
export interface FailedAttempt {
  /** How many attempts have failed so far, this one included. */
  readonly failures: number;
  /** What the endpoint asked for with Retry-After, in milliseconds; 0 if it did not. */
  readonly retryAfterMs: number;
  readonly random: Random;
}

/** The wait before the next attempt, in milliseconds, or nothing if that was the last. */
export type WaitAfter = (failed: FailedAttempt) => number | undefined;

/** The wait before each attempt, in milliseconds: the example schedule of Standard Webhooks 1.0.0. */
export const SCHEDULE: readonly number[] = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** How much longer than planned a wait may be, so that what failed together does not return together. */
const JITTER = 0.1;
/** The longest that Retry-After is obeyed: an endpoint that says `in a year` is asked tomorrow. */
const MOST_PATIENCE_MS = 24 * HOUR;

/** Waits by the schedule, longer if Retry-After asks for it (§Deliverability, §Delivery success). */
export const waitBySchedule: WaitAfter = ({ failures, retryAfterMs, random }) => {
  const planned = SCHEDULE[failures];
  if (planned === undefined) return undefined;
  const asked = Math.min(retryAfterMs, MOST_PATIENCE_MS);
  return Math.round(Math.max(planned, asked) * (1 + JITTER * random.next()));
};
