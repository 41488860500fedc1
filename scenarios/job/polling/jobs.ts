import type { Problem } from 'apilab/parts/http/problem';

/** What a job is at. The last three are its end. */
export type JobState = 'pending' | 'running' | 'completed' | 'failed' | 'cancelled';

/** Work that was accepted, and how far it is. */
export interface Job {
  readonly id: string;
  readonly owner: string;
  readonly state: JobState;
  /** How much of it is done, from 0 to 100. */
  readonly percent: number;
  /** Rises with each change. */
  readonly version: number;
  /** What it made, once it is completed. */
  readonly result?: string;
  /** Why it failed, once it has. */
  readonly error?: Problem;
}

/** What may become of a job. */
export type Change =
  | { readonly state: 'running'; readonly percent: number }
  | { readonly state: 'completed'; readonly percent: 100; readonly result: string }
  | { readonly state: 'failed'; readonly error: Problem }
  | { readonly state: 'cancelled' };

/** What a job is after a change; the same job if it cannot change so. */
export type Apply = (job: Job, change: Change) => Job;

export const isEnded = ({ state }: Job): boolean => state !== 'pending' && state !== 'running';

/** A job only goes forward: what has ended stays as it is, and progress does not shrink. */
export const forward: Apply = (job, change) => {
  if (isEnded(job)) return job;
  const percent = 'percent' in change ? Math.max(job.percent, change.percent) : job.percent;
  if (change.state === job.state && percent === job.percent) return job;
  return { ...job, ...change, percent, version: job.version + 1 };
};

/** The jobs of a process. Where several processes share them, a table takes this place. */
export interface Jobs {
  /** A new job, or `undefined` if there are as many as can be kept, and none has ended. */
  create(owner: string): Job | undefined;
  get(id: string): Job | undefined;
  /** Changes a job, and says what it is now. */
  change(id: string, change: Change): Job | undefined;
  /** Resolves when the job has changed or the signal aborts. */
  changed(id: string, signal: AbortSignal): Promise<void>;
}

/** Jobs in memory: the newest `keep`, of which those that have ended make room for others. */
export function openJobs({
  apply = forward,
  keep = 1000,
}: {
  apply?: Apply;
  keep?: number;
} = {}): Jobs {
  const jobs = new Map<string, Job>();
  const waiting = new Map<string, Set<() => void>>();
  let lastId = 0;

  function makeRoom(): boolean {
    if (jobs.size < keep) return true;
    const oldest = [...jobs.values()].find(isEnded);
    return oldest !== undefined && jobs.delete(oldest.id);
  }

  return {
    create(owner) {
      if (!makeRoom()) return undefined;
      const id = `${++lastId}`;
      const job: Job = { id, owner, state: 'pending', percent: 0, version: 1 };
      jobs.set(id, job);
      return job;
    },
    get: (id) => jobs.get(id),
    change(id, change) {
      const job = jobs.get(id);
      if (job === undefined) return undefined;
      const next = apply(job, change);
      jobs.set(id, next);
      if (next !== job) for (const wake of waiting.get(id) ?? []) wake();
      return next;
    },
    changed: (id, signal) =>
      new Promise((resolve) => {
        const all = waiting.get(id) ?? new Set();
        const wake = () => {
          all.delete(wake);
          if (all.size === 0) waiting.delete(id);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        if (signal.aborted) return resolve();
        signal.addEventListener('abort', wake);
        waiting.set(id, all.add(wake));
      }),
  };
}
