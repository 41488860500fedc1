import type { Clock } from 'apilab';
import type { Job, Jobs } from './jobs.ts';

/** How many requests are held at once; with more, nobody is held until one has been answered. */
const MOST_HELD = 1000;

/** Whether there is room for one more request to be held. */
interface Holding {
  readonly hasRoom: boolean;
  readonly hold: Hold;
}

/** Holds a request until its job is as it should be, for so many seconds, or until its client goes away. */
export type Hold = (about: {
  readonly job: Job;
  readonly isReady: (job: Job) => boolean;
  readonly seconds: number;
  readonly signal: AbortSignal;
}) => Promise<Job>;

interface HoldingOptions {
  readonly jobs: Jobs;
  readonly clock: Clock;
  /** How many are held at once. */
  readonly most?: number;
}

/** Requests that wait for something to happen instead of asking again. */
export function holding({ jobs, clock, most = MOST_HELD }: HoldingOptions): Holding {
  let held = 0;

  const hold: Hold = async ({ job, isReady, seconds, signal }) => {
    if (isReady(job) || seconds <= 0 || held >= most || signal.aborted) return job;
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
  return {
    get hasRoom() {
      return held < most;
    },
    hold,
  };
}
