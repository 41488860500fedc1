import type { Database } from 'apilab/parts/shop/database';
import type { Effect } from './events.ts';

/** A delivery that was taken and whose work is not yet done. */
export interface Taken {
  readonly id: string;
  readonly body: string;
  /** How often the work on it has failed. */
  readonly failures: number;
}

/** What a receiver has taken, written down before it answers. */
export interface Inbox {
  /** Writes a delivery down, and says whether it is the first with its id. */
  take(delivery: { readonly id: string; readonly body: string }, now: Date): boolean;
  /** What is to be worked on by now, the oldest first. */
  waiting(now: Date, limit: number): readonly Taken[];
  /** Records the effect and that the delivery is done, both or neither, and that once. */
  finish(id: string, effect: Effect): void;
  /** The work failed and is tried again at `dueAt`. */
  postpone(id: string, dueAt: Date): void;
  /** The work cannot be done. The delivery stays, for a person to look at. */
  setAside(id: string, reason: string): void;
}

const SCHEMA = `CREATE TABLE IF NOT EXISTS inbox (
  id       TEXT PRIMARY KEY,
  body     TEXT NOT NULL,
  taken_at INTEGER NOT NULL,
  due_at   INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  state    TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed')),
  reason   TEXT
)`;

/** How long ids are kept: longer than any sender retries, or a person looks for dead letters. */
const KEPT_MS = 30 * 24 * 3600 * 1000;

/** The inbox in a database, beside the tables that the effects are recorded in. */
export function inboxIn(db: Database, startedAt: Date): Inbox {
  db.create(SCHEMA);
  const forgotten = startedAt.getTime() - KEPT_MS;
  db.run("DELETE FROM inbox WHERE state = 'done' AND taken_at < ?", [forgotten]);
  // What was taken before a crash, or put off, is due as soon as there is somebody to do it.
  db.run("UPDATE inbox SET due_at = 0 WHERE state = 'waiting'");

  return {
    take({ id, body }, now) {
      // The database says whether this is the first with its id: to look first would let two pass.
      const sql = 'INSERT OR IGNORE INTO inbox (id, body, taken_at) VALUES (?, ?, ?)';
      return db.run(sql, [id, body, now.getTime()]) === 1;
    },

    waiting(now, limit) {
      const sql = `SELECT id, body, failures FROM inbox WHERE state = 'waiting' AND due_at <= ?
                   ORDER BY taken_at, id LIMIT ?`;
      return db.all(sql, [now.getTime(), limit]).map(({ id, body, failures }) => ({
        id: String(id),
        body: String(body),
        failures: Number(failures),
      }));
    },

    finish: (id, effect) =>
      db.transaction(() => {
        const sql = "UPDATE inbox SET state = 'done' WHERE id = ? AND state = 'waiting'";
        if (db.run(sql, [id]) === 1) effect(db);
      }),

    postpone(id, dueAt) {
      const sql = 'UPDATE inbox SET failures = failures + 1, due_at = ? WHERE id = ?';
      db.run(sql, [dueAt.getTime(), id]);
    },

    setAside(id, reason) {
      db.run("UPDATE inbox SET state = 'failed', reason = ? WHERE id = ?", [reason, id]);
    },
  };
}
