import { problem } from 'apilab/parts/http/problem';
import { type Show, show } from '../job-answer.ts';

/** The job failed, so asking about it is answered with its failure, status and all. */
export const failureAsStatus: Show = (job) =>
  job?.error === undefined ? show(job) : problem(job.error);
