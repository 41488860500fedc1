import type { Patience } from '../keeper.ts';

/** Two failures are two failures. */
export const impatient: Patience = { starting: 2, running: 2 };
