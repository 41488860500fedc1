import type { Clock, Random } from 'apilab';
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
  /** Takes the oldest job that is due and that nobody has a lease of. */
  take(): Leased | undefined;
  /** Begins the lease anew; `false` if the job is somebody else's by now, or done. */
  extend(job: Leased): boolean;
  /**
   * Ends a job, and stores its effect in the same transaction.
   * @throws LostLease if it is somebody else's by now, or done: then nothing is stored.
   */
  finish(job: Leased, effect: () => void): void;
  /** Says that an attempt has failed: it is due again later, and set aside if it has failed too often. */
  fail(job: Leased, reason: string): void;
  /** Gives a job back, for anybody to take at once. */
  release(job: Leased): void;
  /** The jobs that were set aside, for a person to look at. */
  setAside(): readonly { readonly payload: string; readonly reason: string }[];
}

/** Somebody else has the job: what this one wanted to store must not be stored. */
export class LostLease extends Error {
  override readonly name = 'LostLease';
  readonly code = 'lost-lease';
}

export interface QueueOptions {
  /**
   * Says when leases are over. The clocks of workers on several machines differ: a lease must be longer than
   * that, or take the time of the database. If it is not, work is done twice; its effect is stored once.
   */
  readonly clock: Pick<Clock, 'date'>;
  readonly random: Pick<Random, 'between'>;
  /** How long a lease lasts, unless it is extended, in milliseconds. */
  readonly leaseMs: number;
}

/** Opens the queue of a database. */
export type OpenQueue = (db: Database, options: QueueOptions) => Queue;

/** After so many failures a job is set aside: it would fail again, and hold up the others. */
const MOST_FAILURES = 5;

/** How long a job waits after its first failure, and at most, in milliseconds. */
const RETRY_MS = { first: 2000, most: 600_000 } as const;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS jobs (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    payload     TEXT NOT NULL,
    attempt     INTEGER NOT NULL DEFAULT 0,
    failures    INTEGER NOT NULL DEFAULT 0,
    due         INTEGER NOT NULL DEFAULT 0,
    leased_till INTEGER NOT NULL DEFAULT 0
  );
  CREATE TABLE IF NOT EXISTS jobs_set_aside (
    id      INTEGER PRIMARY KEY,
    payload TEXT NOT NULL,
    reason  TEXT NOT NULL,
    since   INTEGER NOT NULL
  )`;

/**
 * Finds a job and takes it in one statement, so that two workers never take the same one. If somebody had a lease
 * of it, they died or stood still over it: that is a failure too, or a job that kills its worker would come for ever.
 */
const TAKE = `
  UPDATE jobs SET attempt = attempt + 1, failures = failures + (leased_till > 0), leased_till = ?
  WHERE id = (SELECT id FROM jobs WHERE due <= ? AND leased_till <= ? ORDER BY id LIMIT 1)
  RETURNING id, payload, attempt, failures`;

/** What a worker does to a job, it does to its own attempt: the job of whoever has taken it since stays as it is. */
const OWN = 'WHERE id = ? AND attempt = ?';

export const leasedQueue: OpenQueue = (db, { clock, random, leaseMs }) => {
  db.create(SCHEMA);
  const own = ({ id, attempt }: Leased) => [id, attempt] as const;
  const now = () => clock.date().getTime();

  function setAside(job: Leased, reason: string): void {
    db.transaction(() => {
      if (db.run(`DELETE FROM jobs ${OWN}`, own(job)) === 0) return;
      const kept = [job.id, job.payload, reason.slice(0, 500), now()];
      db.run('INSERT INTO jobs_set_aside (id, payload, reason, since) VALUES (?, ?, ?, ?)', kept);
    });
  }

  return {
    put(payload) {
      db.run('INSERT INTO jobs (payload) VALUES (?)', [payload]);
    },
    take() {
      for (;;) {
        const row = db.get(TAKE, [now() + leaseMs, now(), now()]);
        if (row === undefined) return undefined;
        const [id, attempt] = [Number(row.id), Number(row.attempt)];
        const job = { id, payload: String(row.payload), attempt };
        if (Number(row.failures) < MOST_FAILURES) return job;
        setAside(job, 'whoever worked on it did not come to its end');
      }
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
    fail(job, reason) {
      const row = db.get(`SELECT failures FROM jobs ${OWN}`, own(job));
      if (row === undefined) return;
      const failures = Number(row.failures) + 1;
      if (failures >= MOST_FAILURES) return setAside(job, reason);
      const longest = Math.min(RETRY_MS.most, RETRY_MS.first * 2 ** (failures - 1));
      // Jobs that failed together, since a service was down, do not come back together.
      const due = now() + Math.round(random.between(longest / 2, longest));
      db.run(`UPDATE jobs SET failures = failures + 1, leased_till = 0, due = ? ${OWN}`, [
        due,
        ...own(job),
      ]);
    },
    release(job) {
      db.run(`UPDATE jobs SET leased_till = 0 ${OWN}`, own(job));
    },
    setAside: () =>
      db
        .all('SELECT payload, reason FROM jobs_set_aside ORDER BY id')
        .map(({ payload, reason }) => ({ payload: String(payload), reason: String(reason) })),
  };
};
