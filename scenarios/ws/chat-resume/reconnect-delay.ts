import type { Random } from 'apilab';

/** How long to wait before a new attempt, in milliseconds, after this many attempts that failed. */
export type ReconnectDelay = (failures: number, random: Random) => number;

/** The first attempt comes within this time: the value that RFC 6455 §7.2.3 calls reasonable. */
export const FIRST_MS = 5000;
export const LONGEST_MS = 60_000;

/**
 * As RFC 6455 §7.2.3 wants it. When a server goes down, everybody loses the connection in the same
 * moment, so the very first attempt is random; those after it wait longer and longer, up to a limit.
 */
export const spreadOut: ReconnectDelay = (failures, random) => {
  if (failures === 0) return random.integer(0, FIRST_MS);
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
  return random.integer(longest / 2, longest);
};

/** 1, 2, 4, ... seconds: longer and longer too, but the same for everybody. */
export const lockStep: ReconnectDelay = (failures) => Math.min(LONGEST_MS, 1000 * 2 ** failures);
