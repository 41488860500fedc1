import { type ItemOf, insertUser, textsOf } from '../users.ts';

/** Each item is a new one. */
export const noRefs: ItemOf = (db) => (item) =>
  insertUser(db, textsOf(item, ['ref', 'email', 'team']));
