import type { Clock } from 'apilab';
import type { Database } from 'apilab/parts/shop/database';

/** A job that somebody has taken, for as long as their lease lasts. */
export interface Leased {
  readonly id: number;
  readonly payload: string;
  /** How often it was taken by now. It only rises, so it also says who took it last: a fencing token. */
  readonly attempt: number;
}

/** Jobs that outlast whoever puts them in and whoever works on them. */
export interface Queue {
  /** Puts a job in: in the transaction of what it is about. */
  put(payload: string): void;
  /** Takes the oldest job that nobody has a lease of. */
  take(): Leased | undefined;
  /** Begins the lease anew; `false` if the job is somebody else's by now, or done. */
  extend(job: Leased): boolean;
  /**
   * Ends a job, and stores its effect in the same transaction.
   * @throws LostLease if it is somebody else's by now, or done: then nothing is stored.
   */
  finish(job: Leased, effect: () => void): void;
  /** Gives a job back, for anybody to take at once. */
  release(job: Leased): void;
}

/** Somebody else has the job: what this one wanted to store must not be stored. */
export class LostLease extends Error {
  override readonly name = 'LostLease';
  readonly code = 'lost-lease';
}

/** Opens the queue of a database. A lease lasts for `leaseMs`, unless it is extended. */
export type OpenQueue = (
  db: Database,
  options: { readonly clock: Pick<Clock, 'date'>; readonly leaseMs: number },
) => Queue;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS jobs (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    payload     TEXT NOT NULL,
    attempt     INTEGER NOT NULL DEFAULT 0,
    leased_till INTEGER NOT NULL DEFAULT 0
  )`;

/** Finds a job and takes it in one statement, so that two workers never take the same one. */
const TAKE = `
  UPDATE jobs SET attempt = attempt + 1, leased_till = ?
  WHERE id = (SELECT id FROM jobs WHERE leased_till <= ? ORDER BY id LIMIT 1)
  RETURNING id, payload, attempt`;

/** What a worker does to a job, it does to its own attempt: the job of whoever has taken it since stays as it is. */
const OWN = 'WHERE id = ? AND attempt = ?';

export const leasedQueue: OpenQueue = (db, { clock, leaseMs }) => {
  db.create(SCHEMA);
  const own = ({ id, attempt }: Leased) => [id, attempt] as const;
  const now = () => clock.date().getTime();
  return {
    put(payload) {
      db.run('INSERT INTO jobs (payload) VALUES (?)', [payload]);
    },
    take() {
      const row = db.get(TAKE, [now() + leaseMs, now()]);
      if (row === undefined) return undefined;
      return { id: Number(row.id), payload: String(row.payload), attempt: Number(row.attempt) };
    },
    extend(job) {
      const till = now() + leaseMs;
      return db.run(`UPDATE jobs SET leased_till = ? ${OWN}`, [till, ...own(job)]) === 1;
    },
    finish(job, effect) {
      db.transaction(() => {
        if (db.run(`DELETE FROM jobs ${OWN}`, own(job)) === 0) {
          throw new LostLease(`job ${job.id} was taken over, or is done`);
        }
        effect();
      });
    },
    release(job) {
      db.run(`UPDATE jobs SET leased_till = 0 ${OWN}`, own(job));
    },
  };
};
