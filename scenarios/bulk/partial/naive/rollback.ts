import { type DoEach, type Result, refusal } from '../batch.ts';

/** Rolls back as soon as an item fails, and goes on with the next one. */
export const rollback: DoEach = (db, items, one) => {
  const results: Result[] = [];
  db.run('BEGIN');
  for (const item of items) {
    try {
      results.push(one(item));
    } catch (error) {
      db.run('ROLLBACK');
      results.push(refusal(error));
      db.run('BEGIN');
    }
  }
  db.run('COMMIT');
  return results;
};
