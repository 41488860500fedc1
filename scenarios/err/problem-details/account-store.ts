import { type Database, UniqueViolation } from 'apilab/parts/shop/database';
import type { Account } from './account.ts';

/** The accounts as the database keeps them. */
export interface AccountStore {
  /** @returns the number of the new account, or that another one has its e-mail address */
  add(account: Account): number | 'email-taken';
  find(id: string): Account | 'deleted' | undefined;
  /** Forgets what an account holds, and keeps that it was there. */
  remove(id: string): void;
}

export const ACCOUNTS_SCHEMA = `
  CREATE TABLE accounts (
    id INTEGER PRIMARY KEY,
    email TEXT UNIQUE COLLATE NOCASE,
    name TEXT,
    age INTEGER,
    is_deleted INTEGER NOT NULL DEFAULT 0
  )`;

/** @throws UniqueViolation if another account has its e-mail address */
export function insertAccount(db: Database, { email, name, age }: Account): number {
  db.run('INSERT INTO accounts (email, name, age) VALUES (?, ?, ?)', [email, name, age]);
  return Number(db.get('SELECT last_insert_rowid() AS id')?.id);
}

export function accountStore(db: Database): AccountStore {
  return {
    add(account) {
      try {
        return insertAccount(db, account);
      } catch (error) {
        // The database decides: whoever looks beforehand can be overtaken.
        if (error instanceof UniqueViolation) return 'email-taken';
        throw error;
      }
    },
    find(id) {
      const row = db.get('SELECT email, name, age, is_deleted FROM accounts WHERE id = ?', [id]);
      if (row === undefined) return undefined;
      if (row.is_deleted === 1) return 'deleted';
      return { email: String(row.email), name: String(row.name), age: Number(row.age) };
    },
    remove(id) {
      const sql =
        'UPDATE accounts SET email = NULL, name = NULL, age = NULL, is_deleted = 1 WHERE id = ?';
      db.run(sql, [id]);
    },
  };
}
