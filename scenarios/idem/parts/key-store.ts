import type { Database, Row } from 'apilab/parts/shop/database';
import type { Answer } from './answers.ts';

/**
 * What a key belongs to. The client's identity is part of it, so that nobody gets the answer that
 * somebody else got (Idempotency-Key draft §5), and so is the operation.
 */
export interface KeyScope {
  readonly customer: number;
  /** Method and path, such as `POST /orders`. */
  readonly operation: string;
  readonly key: string;
}

/** What a request finds that comes with a key. */
export type Claim =
  /** The key is this request's: it must do the work, and complete the key in the same transaction. */
  | { readonly state: 'claimed'; readonly complete: (answer: Answer) => void }
  /** Another request with the key is at work, and has `leaseMs` to finish if the store sets a limit. */
  | { readonly state: 'pending'; readonly leaseMs?: number }
  /** The key was used with other content. */
  | { readonly state: 'mismatch' }
  /** The work is done, and this was the answer. */
  | { readonly state: 'completed'; readonly answer: Answer };

/** Remembers which keys were used, for what, and what was answered. */
export interface KeyStore {
  /** Tries to take a key for a request with this fingerprint. */
  claim(scope: KeyScope, fingerprint: string): Claim;
}

/**
 * A store that inserts first and looks later. The table's unique key is the lock: of any number of
 * requests, on any number of instances, the database lets exactly one insert the row.
 *
 * Two things an API in service adds: keys expire, at a time that it publishes (draft §2.3), and
 * a row that a crash left pending is resolved: `scenarios/idem/crash` does that.
 */
export function keyStore(db: Database): KeyStore {
  createKeyTable(db);
  return {
    claim(scope, fingerprint) {
      const { customer, operation, key } = scope;
      const inserted = db.run(
        `INSERT INTO idempotency_keys (customer, operation, key, fingerprint)
         VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        [customer, operation, key, fingerprint],
      );
      if (inserted === 1) return { state: 'claimed', complete };
      const row = findKey(db, scope);
      // Between the two statements the row can only have gone if somebody deletes keys at work.
      return row === undefined ? { state: 'pending' } : claimOf(row, fingerprint);

      function complete({ status, headers, body }: Answer): void {
        db.run(
          `UPDATE idempotency_keys SET status = ?, headers = ?, body = ?
           WHERE customer = ? AND operation = ? AND key = ?`,
          [status, JSON.stringify(headers), body, customer, operation, key],
        );
      }
    },
  };
}

/** A row without an answer is pending, so the columns of the answer must be able to be empty. */
export function createKeyTable(db: Database): void {
  db.create(`
    CREATE TABLE IF NOT EXISTS idempotency_keys (
      customer    INTEGER NOT NULL,
      operation   TEXT NOT NULL,
      key         TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      status      INTEGER,
      headers     TEXT,
      body        TEXT,
      PRIMARY KEY (customer, operation, key)
    )`);
}

export function findKey(db: Database, { customer, operation, key }: KeyScope): Row | undefined {
  return db.get(
    `SELECT fingerprint, status, headers, body FROM idempotency_keys
     WHERE customer = ? AND operation = ? AND key = ?`,
    [customer, operation, key],
  );
}

/** What a row that is there means for a request with this fingerprint. */
export function claimOf(row: Row, fingerprint: string): Claim {
  if (row.fingerprint !== fingerprint) return { state: 'mismatch' };
  if (row.status === null) return { state: 'pending' };
  const headers: Answer['headers'] = JSON.parse(String(row.headers));
  return {
    state: 'completed',
    answer: { status: Number(row.status), headers, body: String(row.body) },
  };
}
