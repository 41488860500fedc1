import type { Looking } from '../counter.ts';

/** Whoever looks was there, so it counts: what nobody sees as long as nobody looks twice. */
export const counting: Looking = (visits) => visits + 1;
