import type { Clock } from 'apilab';
import type { Database, Row, SqlValue } from './database.ts';

export interface ConnectionOptions {
  readonly clock: Clock;
  /** The way to the database and back, in milliseconds of lab time. */
  readonly roundTripMs: number;
}

/** A connection to a database that lies across a network. */
export interface Connection {
  /** Runs a statement and resolves with the rows it returns. */
  all(sql: string, parameters?: readonly SqlValue[]): Promise<readonly Row[]>;
}

/**
 * Connects to a database. Each statement takes a round trip, and as on most databases a connection
 * runs one statement at a time: whoever comes second waits.
 */
export function connect(db: Database, { clock, roundTripMs }: ConnectionOptions): Connection {
  let free: Promise<void> = Promise.resolve();
  return {
    all(sql, parameters) {
      const rows = free.then(async () => {
        await clock.sleep(roundTripMs);
        return db.all(sql, parameters);
      });
      // A statement that fails, fails for who asked; the next one has its turn all the same.
      const done = () => {};
      free = rows.then(done, done);
      return rows;
    },
  };
}
