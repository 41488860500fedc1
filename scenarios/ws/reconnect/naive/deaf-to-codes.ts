import { type Returning, spreadOut } from '../../parts/returning.ts';

/** Waits as after any loss, whatever the server said when it closed. */
export const deafToCodes: Returning = {
  ...spreadOut,
  waitMs: ({ failures }, random) => spreadOut.waitMs({ code: 1006, failures }, random),
};
