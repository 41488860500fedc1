import type { Random } from 'apilab';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

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

/**
 * The wait after `failures` failed attempts, in milliseconds, or nothing where that was the last.
 * Who asks for more patience with Retry-After gets it.
 */
export function waitAfter(
  failures: number,
  { retryAfterMs = 0, random }: { readonly retryAfterMs?: number; readonly random: Random },
): number | undefined {
  const planned = SCHEDULE[failures];
  if (planned === undefined) return undefined;
  return Math.round(Math.max(planned, retryAfterMs) * (1 + JITTER * random.next()));
}

/** Reads `Retry-After`, seconds or a date (RFC 9110 §10.2.3), as milliseconds from `now` on. */
export function retryAfterMs(value: string | null, now: Date): number {
  if (value === null) return 0;
  if (/^\d{1,9}$/.test(value)) return Number(value) * SECOND;
  return Math.max(0, (Date.parse(value) || 0) - now.getTime());
}
