import type { From } from '../asking.ts';

/** Gives what is newest: the state, as a page shows it. */
export const newestOnly: From = (_, length) => Math.max(0, length - 1);
