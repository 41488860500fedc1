import type { Apply } from '../jobs.ts';

/** Whoever writes last is right: `UPDATE jobs SET state = ?, percent = ? WHERE id = ?`. */
export const lastWrite: Apply = (job, change) => ({
  ...job,
  ...change,
  version: job.version + 1,
});
