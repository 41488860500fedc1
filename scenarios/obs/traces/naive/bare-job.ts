import type { JobFields } from '../jobs.ts';

/** A job is what is to be done. */
export const bareJob: JobFields = () => ({});
