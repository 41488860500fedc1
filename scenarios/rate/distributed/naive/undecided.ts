import type { Limiter } from '../../parts/limiter.ts';

/** Asks the store and waits: nobody has said how long, or what is to be done if no reply comes. */
export const undecided = (limiter: Limiter): Limiter => limiter;
