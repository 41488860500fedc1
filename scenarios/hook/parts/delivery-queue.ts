import type { Database, Row } from 'apilab/parts/shop/database';

/** An event on its way to an endpoint. */
export interface Delivery {
  /** The same at every attempt: by it the receiver knows what it has already. */
  readonly id: string;
  readonly url: string;
  readonly body: string;
  /** How many attempts have failed so far. */
  readonly failures: number;
  /** When the next attempt is due, in milliseconds since 1970. */
  readonly dueAt: number;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS deliveries (
    id       TEXT PRIMARY KEY,
    url      TEXT NOT NULL,
    body     TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    due_at   INTEGER NOT NULL,
    state    TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'dead'))
  );
  CREATE TABLE IF NOT EXISTS disabled (url TEXT PRIMARY KEY, reason TEXT NOT NULL);
`;

/** What is still to be delivered. A delivery leaves the queue when it is known to have arrived. */
export type DeliveryQueue = ReturnType<typeof deliveryQueue>;

/** The queue in a database. On disk it outlives the sender. */
export function deliveryQueue(db: Database) {
  db.create(SCHEMA);
  return {
    /** Stores a delivery before the first attempt. If orders are kept here too, store both in one transaction. */
    add({ id, url, body, dueAt }: Omit<Delivery, 'failures'>): Delivery {
      const sql = 'INSERT INTO deliveries (id, url, body, due_at) VALUES (?, ?, ?, ?)';
      db.run(sql, [id, url, body, dueAt]);
      return { id, url, body, failures: 0, dueAt };
    },

    /** All that a sender has to take up when it starts. */
    waiting: (): readonly Delivery[] =>
      db
        .all("SELECT * FROM deliveries WHERE state = 'waiting' ORDER BY due_at, id")
        .map(asDelivery),

    delivered: (id: string): void => {
      db.run('DELETE FROM deliveries WHERE id = ?', [id]);
    },

    /** One more attempt failed; the next is due at `dueAt`. */
    postpone(delivery: Delivery, dueAt: number): Delivery {
      const failures = delivery.failures + 1;
      const sql = 'UPDATE deliveries SET failures = ?, due_at = ? WHERE id = ?';
      db.run(sql, [failures, dueAt, delivery.id]);
      return { ...delivery, failures, dueAt };
    },

    /**
     * Gives up on a delivery and on its endpoint, and says whether that was enabled until now. The
     * delivery stays here, to be looked at and sent once more.
     */
    bury: (delivery: Delivery, reason: string): boolean =>
      db.transaction(() => {
        db.run("UPDATE deliveries SET state = 'dead' WHERE id = ?", [delivery.id]);
        const sql = 'INSERT OR IGNORE INTO disabled (url, reason) VALUES (?, ?)';
        return db.run(sql, [delivery.url, reason]) === 1;
      }),

    /** Enables an endpoint again, and its dead letters with it. */
    revive(url: string, dueAt: number): readonly Delivery[] {
      return db.transaction(() => {
        db.run('DELETE FROM disabled WHERE url = ?', [url]);
        const sql = `UPDATE deliveries SET state = 'waiting', failures = 0, due_at = ?
                     WHERE url = ? AND state = 'dead' RETURNING *`;
        return db.all(sql, [dueAt, url]).map(asDelivery);
      });
    },

    isDisabled: (url: string): boolean =>
      db.get('SELECT 1 FROM disabled WHERE url = ?', [url]) !== undefined,
  };
}

const asDelivery = ({ id, url, body, failures, due_at }: Row): Delivery => ({
  id: String(id),
  url: String(url),
  body: String(body),
  failures: Number(failures),
  dueAt: Number(due_at),
});
