import type { From } from '../asking.ts';

/** Gives what comes while the question is held, and nothing of before. */
export const liveOnly: From = (_, length) => length;
