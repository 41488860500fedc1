import type { Clock } from 'apilab';
import type { Job, Jobs } from './jobs.ts';

/** How many requests are held at once; with more, nobody is held until one has been answered. */
const MOST_HELD = 1000;

/** Holds a request until its job is as it should be, for so many seconds, or until its client goes away. */
export type Hold = (about: {
  readonly job: Job;
  readonly isReady: (job: Job) => boolean;
  readonly seconds: number;
  readonly signal: AbortSignal;
}) => Promise<Job>;

/** Requests that wait for something to happen instead of asking again. */
export function holding({ jobs, clock }: { readonly jobs: Jobs; readonly clock: Clock }): Hold {
  let held = 0;

  return async ({ job, isReady, seconds, signal }) => {
    if (isReady(job) || seconds <= 0 || held >= MOST_HELD || signal.aborted) return job;
    const over = new AbortController();
    const end = () => over.abort();
    const timer = clock.setTimer(seconds * 1000, end);
    signal.addEventListener('abort', end);
    held++;
    let now = job;
    while (!isReady(now) && !over.signal.aborted) {
      await jobs.changed(job.id, over.signal);
      now = jobs.get(job.id) ?? now;
    }
    held--;
    signal.removeEventListener('abort', end);
    timer.cancel();
    return now;
  };
}
