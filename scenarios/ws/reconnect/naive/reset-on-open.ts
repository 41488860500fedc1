import { type Returning, spreadOut } from '../../parts/returning.ts';

/** Takes any connection that opens for the end of the trouble. */
export const resetOnOpen: Returning = { ...spreadOut, isBack: () => true };
