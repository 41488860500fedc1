import type { Clock, Timer } from 'apilab';
import type { Leased, Queue } from './queue.ts';

/**
 * Does a job as far as the outside is concerned, and gives what is left to store: that is stored together
 * with the end of the job. It may be called again for the same job, by anybody.
 */
export type Work = (job: Leased) => Promise<() => void>;

export interface WorkerOptions {
  readonly queue: Queue;
  readonly work: Work;
  readonly clock: Clock;
  /** How long a lease lasts, in milliseconds; it is extended when a third of it is over. */
  readonly leaseMs: number;
  /** How long to wait before looking again when there was nothing to do, in milliseconds. */
  readonly pollMs: number;
  readonly report?: (error: unknown) => void;
}

export interface Worker {
  /**
   * Takes nothing more, and ends what it has; resolves when it may exit. What it cannot end within
   * `graceMs` it gives back.
   */
  stop(graceMs: number): Promise<void>;
}

/** What a process does when the system asks it to end, such as by SIGTERM. It exits when that is done. */
export type Shutdown = (worker: Worker) => Promise<void>;

/** How long a process has before it is killed, in milliseconds: somewhat less than the platform gives. */
const GRACE_MS = 25_000;

export const endFirst: Shutdown = (worker) => worker.stop(GRACE_MS);

/** Takes one job after the other. A job that fails is left to its lease, and taken again when that is over. */
export function startWorker(options: WorkerOptions): Worker {
  const { queue, work, clock, leaseMs, pollMs, report = console.error } = options;
  let isStopping = false;
  let current: Leased | undefined;
  let idle: Timer | undefined;
  let wake = () => {};

  const ended = (async () => {
    while (!isStopping) {
      current = queue.take();
      if (current === undefined) await nextLook();
      else await doJob(current);
    }
  })();

  async function doJob(job: Leased): Promise<void> {
    let heart: Timer | undefined;
    const beat = () => {
      heart = clock.setTimer(leaseMs / 3, () => queue.extend(job) && beat());
    };
    beat();
    try {
      queue.finish(job, await work(job));
    } catch (error) {
      report(error);
    } finally {
      heart?.cancel();
      current = undefined;
    }
  }

  function nextLook(): Promise<void> {
    return new Promise((resolve) => {
      wake = resolve;
      idle = clock.setTimer(pollMs, resolve);
    });
  }

  return {
    async stop(graceMs) {
      isStopping = true;
      idle?.cancel();
      wake();
      const graceIsOver = new AbortController();
      const grace = clock.sleep(graceMs, { signal: graceIsOver.signal }).catch(() => {});
      await Promise.race([ended, grace]);
      graceIsOver.abort();
      if (current !== undefined) queue.release(current);
    },
  };
}
