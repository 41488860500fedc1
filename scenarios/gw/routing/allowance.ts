import type { Clock } from 'apilab';
import type { Database } from 'apilab/parts/shop/database';

/** Whether a request may go on, and if not, in how many seconds it may. */
export type Admission =
  | { readonly admitted: true }
  | { readonly admitted: false; readonly retryAfterS: number };

/** How much everybody may ask for. */
export interface Allowance {
  /** Counts one request of somebody to a service, if there is room for it. */
  take(who: string, service: string): Admission;
}

export interface AllowanceOptions {
  /** What all gateways count in. */
  readonly db: Database;
  readonly clock: Pick<Clock, 'date'>;
  /** How many requests come back in a minute, and how many may come at once. */
  readonly perMinute: number;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS allowances (
    who        TEXT PRIMARY KEY,
    used_until INTEGER NOT NULL
  )`;

/** Looks and counts in one statement, so that no other gateway comes between. */
const TAKE = `
  INSERT INTO allowances (who, used_until) VALUES (?1, ?2 + ?3)
  ON CONFLICT (who) DO UPDATE SET used_until = max(used_until, ?2) + ?3
  WHERE max(used_until, ?2) + ?3 <= ?2 + ?4`;

const MINUTE_MS = 60_000;

/**
 * One allowance for everybody, over all services and all gateways: a bucket of tokens, kept as the time until which
 * it is used up. Whoever may call is known, so there are no more rows than people.
 */
export function sharedAllowance({ db, clock, perMinute }: AllowanceOptions): Allowance {
  db.create(SCHEMA);
  const eachMs = Math.ceil(MINUTE_MS / perMinute);
  return {
    take(who) {
      const now = clock.date().getTime();
      if (db.run(TAKE, [who, now, eachMs, eachMs * perMinute]) === 1) return { admitted: true };
      const row = db.get('SELECT used_until FROM allowances WHERE who = ?', [who]);
      const freeAt = Number(row?.used_until ?? now) - eachMs * (perMinute - 1);
      return { admitted: false, retryAfterS: Math.max(1, Math.ceil((freeAt - now) / 1000)) };
    },
  };
}
