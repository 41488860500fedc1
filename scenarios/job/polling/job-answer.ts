import { problem } from 'apilab/parts/http/problem';
import type { Job } from './jobs.ts';

/** What is answered about a job; `undefined` if there is none, or none of theirs. */
export type Show = (job: Job | undefined) => Response;

/** Where a job is asked, and where that is which it made. */
export const jobPath = ({ id }: Pick<Job, 'id'>): string => `/jobs/${id}`;
export const reportPath = ({ id }: Pick<Job, 'id'>): string => `/reports/${id}`;

/** Names a version of a job. */
export const tag = ({ version }: Job): string => `"${version}"`;

/** Whether If-None-Match names this version: `*`, or one of a list, weak or strong (RFC 9110 §13.1.2). */
export function isKnown(job: Job, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags: readonly string[] = ifNoneMatch.match(/"[^"]*"/g) ?? [];
  return ifNoneMatch.trim() === '*' || tags.includes(tag(job));
}

/** Nobody else is to keep what changes at any moment. */
export const NO_STORE = { 'Cache-Control': 'no-store' };

/**
 * Asking about a job succeeds, whatever became of it: a failure is something that the job says. Who may not
 * know of a job hears the same as if there were none (RFC 9110 §15.5.5).
 */
export const show: Show = (job) => {
  if (job === undefined) return problem({ status: 404, title: 'Not Found' });
  if (job.state !== 'completed') return statusOf(job, 200);
  return new Response(null, { status: 303, headers: { Location: reportPath(job), ...NO_STORE } });
};

/** What a job is at. */
export const statusOf = (job: Job, code: 200 | 202): Response =>
  Response.json(
    { job: jobPath(job), state: job.state, percent: job.percent, error: job.error },
    { status: code, headers: { ETag: tag(job), ...NO_STORE } },
  );
