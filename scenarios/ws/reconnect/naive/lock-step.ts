import { LONGEST_MS, type Returning, spreadOut } from '../../parts/returning.ts';

/** 1, 2, 4, ... seconds: longer each time too, and the same for everybody. */
export const lockStep: Returning = {
  ...spreadOut,
  waitMs(loss, random) {
    if (spreadOut.waitMs(loss, random) === 'never') return 'never';
    return Math.min(LONGEST_MS, 1000 * 2 ** loss.failures);
  },
};
