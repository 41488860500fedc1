import type { Database } from 'apilab/parts/shop/database';
import { type AccountStore, accountStore, insertAccount } from '../account-store.ts';

/** Leaves what the database throws to the last handler. */
export const uncaught = (db: Database): AccountStore => ({
  ...accountStore(db),
  add: (account) => insertAccount(db, account),
});
