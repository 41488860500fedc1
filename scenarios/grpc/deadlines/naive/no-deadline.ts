import type { Deadlines } from '../quotes-server.ts';

/** Calls as a function is called: until it returns. */
export const noDeadline: Deadlines = { optionsFor: () => ({}), whenGone: () => {} };
