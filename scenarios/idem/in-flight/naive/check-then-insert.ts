import type { Database } from 'apilab/parts/shop/database';
import { claimOf, createKeyTable, findKey, type KeyStore } from '../../parts/key-store.ts';

/**
 * A store that does things in the order that comes to mind first: look whether the key is there, do
 * the work, insert the key with the answer. It passes every test that sends one request at a time.
 * Between the look and the insert, everybody else who looks sees a free key too.
 */
export function checkThenInsert(db: Database): KeyStore {
  createKeyTable(db);
  return {
    claim(scope, fingerprint) {
      const row = findKey(db, scope);
      if (row !== undefined) return claimOf(row, fingerprint);
      return {
        state: 'claimed',
        complete({ status, headers, body }) {
          const { customer, operation, key } = scope;
          db.run(
            `INSERT OR REPLACE INTO idempotency_keys
             (customer, operation, key, fingerprint, status, headers, body)
             VALUES (?, ?, ?, ?, ?, ?, ?)`,
            [customer, operation, key, fingerprint, status, JSON.stringify(headers), body],
          );
        },
      };
    },
  };
}
