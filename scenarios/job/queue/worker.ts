import type { Clock, Timer } from 'apilab';
import { type Leased, LostLease, type Queue } from './queue.ts';

/**
 * Does a job as far as the outside is concerned, and gives what is left to store: that is stored together
 * with the end of the job. It may be called again for the same job, by anybody. Once `signal` is aborted nobody
 * waits for it any more.
 */
export type Work = (job: Leased, signal: AbortSignal) => Promise<() => void>;

export interface WorkerOptions {
  readonly queue: Queue;
  readonly work: Work;
  readonly clock: Clock;
  /** How long a lease lasts, in milliseconds; it is extended when a third of it is over. */
  readonly leaseMs: number;
  /** The most that a job may take, in milliseconds. One that hangs lives, and would extend its lease for ever. */
  readonly mostMs: number;
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

/** A job took longer than any should. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
  readonly code = 'took-too-long';
}

/** The process ends before the job does. */
class Ending extends Error {}

/** Takes one job after the other. Whatever fails, it goes on: it may be the only worker. */
export function startWorker(options: WorkerOptions): Worker {
  const { queue, work, clock, leaseMs, mostMs, pollMs, report = console.error } = options;
  let isStopping = false;
  let giveUp = (_reason: Error) => {};
  let idle: Timer | undefined;
  let wake = () => {};

  const ended = (async () => {
    while (!isStopping) {
      const job = tried(() => queue.take());
      if (job === undefined) await nextLook();
      else await doJob(job);
    }
  })();

  /** Asks the queue, which may not be there: its database can be locked, or full. */
  function tried<T>(ask: () => T): T | undefined {
    try {
      return ask();
    } catch (error) {
      report(error);
      return undefined;
    }
  }

  async function doJob(job: Leased): Promise<void> {
    const given = new AbortController();
    const { signal } = given;
    giveUp = (reason) => given.abort(reason);
    let heart: Timer | undefined;
    const beat = () => {
      // Who could not ask lives all the same, and asks again.
      heart = clock.setTimer(leaseMs / 3, () => tried(() => queue.extend(job)) !== false && beat());
    };
    beat();
    const deadline = clock.setTimer(mostMs, () =>
      given.abort(new TookTooLong(`job ${job.id} took more than ${mostMs} ms`)),
    );
    try {
      queue.finish(job, await Promise.race([work(job, signal), abortedBy(signal)]));
    } catch (error) {
      report(error);
      // What was overtaken is somebody else's business.
      if (error instanceof Ending) tried(() => queue.release(job));
      else if (!(error instanceof LostLease)) tried(() => queue.fail(job, String(error)));
    } finally {
      heart?.cancel();
      deadline.cancel();
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
      const grace = clock.setTimer(graceMs, () => giveUp(new Ending('the process ends')));
      await ended;
      grace.cancel();
    },
  };
}

/** Rejects when the signal is aborted. */
const abortedBy = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
