import type { Clock } from 'apilab';
import type { Problem } from 'apilab/parts/http/problem';
import { isEnded, type Job, type Jobs } from './jobs.ts';

/** Work that says how far it is, and stops when it is told to: as soon as it can, which may be late. */
export type Work = (life: {
  readonly progress: (percent: number) => void;
  readonly signal: AbortSignal;
}) => Promise<string>;

/** Why work cannot be done, in words for whoever asked for it. */
export class WorkFailed extends Error {
  override readonly name = 'WorkFailed';
  readonly code = 'work-failed';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

const TIMED_OUT: Problem = {
  type: '/problems/job-timed-out',
  title: 'The job took too long',
  status: 504,
};

const BROKEN: Problem = { status: 500, title: 'Internal Server Error' };

export interface RunnerOptions {
  readonly jobs: Jobs;
  readonly clock: Clock;
  /** How long a job may take, in milliseconds. */
  readonly deadlineMs: number;
  /** Told of errors that are nobody's request. */
  readonly report?: (error: unknown) => void;
}

/** Runs jobs, and sees to it that each one ends. */
export interface Runner {
  start(job: Job, work: Work): void;
  /** Cancels a job, and tells its work to stop; `false` if it had ended before. */
  cancel(job: Job): boolean;
}

/** Runs each job at once, in this process. */
export function runner({ jobs, clock, deadlineMs, report = console.error }: RunnerOptions): Runner {
  const stops = new Map<string, AbortController>();

  async function run(id: string, work: Work, signal: AbortSignal): Promise<void> {
    try {
      jobs.change(id, { state: 'running', percent: 0 });
      const progress = (percent: number) => void jobs.change(id, { state: 'running', percent });
      const result = await work({ progress, signal });
      jobs.change(id, { state: 'completed', percent: 100, result });
    } catch (error) {
      // Who was stopped may say so in any way; what became of the job is known by then.
      if (signal.aborted) return;
      if (!(error instanceof WorkFailed)) report(error);
      jobs.change(id, {
        state: 'failed',
        error: error instanceof WorkFailed ? error.problem : BROKEN,
      });
    }
  }

  return {
    start({ id }, work) {
      const stop = new AbortController();
      stops.set(id, stop);
      const deadline = clock.setTimer(deadlineMs, () => {
        jobs.change(id, { state: 'failed', error: TIMED_OUT });
        stop.abort();
      });
      // Not within the request: its answer goes out first.
      clock.setTimer(0, () => {
        void run(id, work, stop.signal).finally(() => {
          deadline.cancel();
          stops.delete(id);
        });
      });
    },
    cancel(job) {
      if (isEnded(job)) return false;
      jobs.change(job.id, { state: 'cancelled' });
      stops.get(job.id)?.abort();
      return true;
    },
  };
}
