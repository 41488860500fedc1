import type { Deadlines } from '../quotes-server.ts';

const SECOND_MS = 1000;

/** A second for each call, from a constant in the code; nothing is handed on. */
export const freshDeadline: Deadlines = {
  optionsFor: () => ({ deadline: Date.now() + SECOND_MS }),
  whenGone: () => {},
};
