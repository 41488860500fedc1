import { type Lifetime, WINDOWS } from '../origin.ts';

/** A minute for everything. What was stored together, after a start or a purge, expires together. */
export const sameLifetime: Lifetime = () => WINDOWS.fresh;
