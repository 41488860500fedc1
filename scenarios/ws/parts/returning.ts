import type { Random } from 'apilab';

/** How a connection was lost, or why it never came about. */
export interface Loss {
  /** The close code; 1006 if the connection ended without a close frame, or never opened. */
  readonly code: number;
  /** How many attempts in a row came to nothing before. */
  readonly failures: number;
}

/** When a client comes back. */
export interface Returning {
  /** Whether a connection that was open so long, in milliseconds, makes the waits begin anew. */
  isBack(openMs: number): boolean;
  /** How long to wait before the next attempt, in milliseconds; `never` if only the user may decide. */
  waitMs(loss: Loss, random: Random): number | 'never';
}

/** The first attempt after an abnormal end comes within this time: RFC 6455 §7.2.3 calls it reasonable. */
export const FIRST_MS = 5000;
export const LONGEST_MS = 60_000;
/** After 1012, service restart: 5 to 30 s (the mail that registered the code). */
export const RESTART_MS = { least: 5000, most: 30_000 };
/** How long a connection must last to count: a server that lets everybody in and drops them is not back yet. */
export const STABLE_MS = 10_000;

/**
 * Codes after which a client does not come back by itself: it is done (1000), what it says breaks a
 * rule and would again, or the server is overloaded (1013: the same address only if the user asks).
 */
const FINAL = new Set([1000, 1002, 1003, 1007, 1008, 1009, 1010, 1013]);

/**
 * Comes back at random, later each time. When a server goes down everybody loses the connection in the
 * same moment, so the very first attempt is random, and those after it wait longer and longer.
 */
export const spreadOut: Returning = {
  isBack: (openMs) => openMs >= STABLE_MS,

  waitMs({ code, failures }, random) {
    if (FINAL.has(code)) return 'never';
    if (failures === 0 && code === 1012) return random.integer(RESTART_MS.least, RESTART_MS.most);
    if (failures === 0) return random.integer(0, FIRST_MS);
    const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
    return random.integer(longest / 2, longest);
  },
};
