import type { Clock } from 'apilab';
import type { Database } from 'apilab/parts/shop/database';
import { claimOf, findKey, type KeyScope, type KeyStore } from '../parts/key-store.ts';

/** Opens the keys of a database. */
export type OpenKeys = (db: Database, clock: Pick<Clock, 'date'>) => KeyStore;

/** Another process has taken the key over: what this one wanted to store must not be stored. */
export class LostLease extends Error {
  override readonly name = 'LostLease';
  readonly code = 'lost-lease';
}

/** What the table of keys has, and a lease: who works on it, as a number, and until when. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS idempotency_keys (
    customer    INTEGER NOT NULL,
    operation   TEXT NOT NULL,
    key         TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    attempt     INTEGER NOT NULL DEFAULT 1,
    leased_till INTEGER NOT NULL,
    status      INTEGER,
    headers     TEXT,
    body        TEXT,
    PRIMARY KEY (customer, operation, key)
  )`;

/** Inserts the key, or takes it over if it is pending and its lease is over: one statement, so one wins. */
const LEASE = `
  INSERT INTO idempotency_keys (customer, operation, key, fingerprint, leased_till)
  VALUES (?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET attempt = attempt + 1, leased_till = excluded.leased_till
  WHERE status IS NULL AND leased_till <= ? AND fingerprint = excluded.fingerprint
  RETURNING attempt`;

const COMPLETE = `
  UPDATE idempotency_keys SET status = ?, headers = ?, body = ?
  WHERE customer = ? AND operation = ? AND key = ? AND attempt = ? AND status IS NULL`;

const LEASED_TILL = `
  SELECT leased_till FROM idempotency_keys WHERE customer = ? AND operation = ? AND key = ?`;

/**
 * Keys that outlive the process that works on them. It has a key for `leaseMs`, which must be longer than
 * the work can take; if nothing is answered by then, the next request with the key takes it over.
 *
 * A process that was slow and not dead finds at the end that the attempt is no longer its own, and must
 * store nothing: call `complete` in the transaction that stores the rest.
 */
export const leasedKeys =
  (leaseMs: number): OpenKeys =>
  (db, clock) => {
    db.create(SCHEMA);
    const place = ({ customer, operation, key }: KeyScope) => [customer, operation, key] as const;
    return {
      claim(scope, fingerprint) {
        const now = clock.date().getTime();
        const row = db.get(LEASE, [...place(scope), fingerprint, now + leaseMs, now]);
        if (row === undefined) return claimOfOthers(scope, fingerprint, now);
        const attempt = Number(row.attempt);
        return {
          state: 'claimed',
          complete({ status, headers, body }) {
            const answer = [status, JSON.stringify(headers), body];
            const completed = db.run(COMPLETE, [...answer, ...place(scope), attempt]);
            if (completed === 0) throw new LostLease('another process has taken the key over');
          },
        };
      },
    };

    function claimOfOthers(scope: KeyScope, fingerprint: string, now: number) {
      const row = findKey(db, scope);
      const claim = row === undefined ? { state: 'pending' as const } : claimOf(row, fingerprint);
      if (claim.state !== 'pending') return claim;
      const till = Number(db.get(LEASED_TILL, place(scope))?.leased_till ?? now);
      return { ...claim, leaseMs: Math.max(1, till - now) };
    }
  };
