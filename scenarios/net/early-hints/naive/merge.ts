import type { Settle } from '../visitor.ts';

/** Takes the hints as the first half of the answer, and what comes later as the rest of it. */
export const merge: Settle = (hinted, final) => ({ ...hinted, ...final });
