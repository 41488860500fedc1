import type { Database, Row } from '../shop/database.ts';
import type { Answer } from './answers.ts';

/**
 * What a key belongs to. The client's identity is part of it, so that nobody is answered with what
 * somebody else got (idempotency key draft -06 §5), and so is the operation.
 */
export interface KeyScope {
  readonly customer: number;
  /** Method and path, such as `POST /orders`. */
  readonly operation: string;
  readonly key: string;
}

/** What a request finds when it comes with a key. */
export type Claim =
  /** The key was free and is now this request's: it must do the work. */
  | { readonly state: 'claimed' }
  /** Another request with the key is at work. */
  | { readonly state: 'pending' }
  /** The key was used with another content. */
  | { readonly state: 'mismatch' }
  /** The work is done, this was the answer. */
  | { readonly state: 'completed'; readonly answer: Answer };

export interface KeyStore {
  /** Tries to take the key for a request with this fingerprint. */
  claim(scope: KeyScope, fingerprint: string): Claim;
  /** Keeps the answer. Called inside the transaction that does the work: both count, or neither. */
  complete(scope: KeyScope, fingerprint: string, answer: Answer): void;
}

/** A row without an answer is pending, so the columns of the answer must be able to be empty. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS idempotency_keys (
    customer    INTEGER NOT NULL,
    operation   TEXT NOT NULL,
    key         TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status      INTEGER,
    headers     TEXT,
    body        TEXT,
    PRIMARY KEY (customer, operation, key)
  )`;

/**
 * A store that inserts first and looks later. The unique key of the table is the lock: of any
 * number of requests, on any number of instances, the database lets exactly one insert the row.
 *
 * Keys are kept for ever here. An API in service publishes when they expire (draft -06 §2.3).
 */
export function keyStore(db: Database): KeyStore {
  db.run(SCHEMA);
  return {
    claim(scope, fingerprint) {
      const { customer, operation, key } = scope;
      const inserted = db.run(
        `INSERT INTO idempotency_keys (customer, operation, key, fingerprint)
         VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        [customer, operation, key, fingerprint],
      );
      return inserted === 1 ? { state: 'claimed' } : look(db, scope, fingerprint);
    },
    complete({ customer, operation, key }, _fingerprint, { status, headers, body }) {
      db.run(
        `UPDATE idempotency_keys SET status = ?, headers = ?, body = ?
         WHERE customer = ? AND operation = ? AND key = ?`,
        [status, JSON.stringify(headers), body, customer, operation, key],
      );
    },
  };
}

/**
 * The same with the two halves in the order that comes to mind first: look whether the key is there,
 * do the work, then insert it. Between the look and the insert every other request sees a free key.
 */
export function checkThenInsertStore(db: Database): KeyStore {
  db.run(SCHEMA);
  return {
    claim: (scope, fingerprint) => look(db, scope, fingerprint),
    complete({ customer, operation, key }, fingerprint, { status, headers, body }) {
      db.run(
        `INSERT OR REPLACE INTO idempotency_keys
         (customer, operation, key, fingerprint, status, headers, body)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        [customer, operation, key, fingerprint, status, JSON.stringify(headers), body],
      );
    },
  };
}

function look(db: Database, { customer, operation, key }: KeyScope, fingerprint: string): Claim {
  const row = db.get(
    `SELECT fingerprint, status, headers, body FROM idempotency_keys
     WHERE customer = ? AND operation = ? AND key = ?`,
    [customer, operation, key],
  );
  if (row === undefined) return { state: 'claimed' };
  if (row.fingerprint !== fingerprint) return { state: 'mismatch' };
  const answer = storedAnswer(row);
  return answer === undefined ? { state: 'pending' } : { state: 'completed', answer };
}

function storedAnswer({ status, headers, body }: Row): Answer | undefined {
  if (status === null) return undefined;
  return { status: Number(status), headers: JSON.parse(String(headers)), body: String(body) };
}
