import { type Database, UniqueViolation } from 'apilab/parts/shop/database';

/** What became of an item. Its place in the list is that of the item. */
export interface Result {
  readonly status: 200 | 201 | 409 | 422 | 424;
  /** Why it was refused; nothing if it was not. */
  readonly title?: string;
  /** Where to find it. */
  readonly location?: string;
}

/** An item that cannot be done, with what its result says. */
export class ItemRefused extends Error {
  override readonly name = 'ItemRefused';
  readonly code = 'item-refused';
  readonly result: Result;

  constructor(status: 409 | 422, title: string) {
    super(title);
    this.result = { status, title };
  }
}

/** Does one item. @throws ItemRefused */
export type DoOne = (item: unknown) => Result;

/** Does each item on its own, whatever became of those before. */
export type DoEach = (db: Database, items: readonly unknown[], one: DoOne) => readonly Result[];

export const isDone = ({ status }: Result): boolean => status < 300;

/** One transaction for all: what is refused takes nothing else with it. */
export const doEach: DoEach = (db, items, one) =>
  db.transaction(() => items.map((item) => doInSavepoint(db, item, one)));

class NotAll extends Error {
  override readonly name = 'NotAll';
  readonly code = 'not-all';
}

/** Does all items or none: if one is refused, the others fail with it (RFC 4918 §11.4). */
export const doAll: DoEach = (db, items, one) => {
  let results: readonly Result[] = [];
  try {
    db.transaction(() => {
      results = items.map((item) => doInSavepoint(db, item, one));
      if (!results.every(isDone)) throw new NotAll();
    });
    return results;
  } catch (error) {
    if (!(error instanceof NotAll)) throw error;
    const failed = { status: 424, title: 'Another item was refused' } as const;
    return results.map((result) => (isDone(result) ? failed : result));
  }
};

/** Does an item; if it is refused, what it had changed by then is taken back, and nothing else. */
function doInSavepoint(db: Database, item: unknown, one: DoOne): Result {
  db.run('SAVEPOINT item');
  try {
    return one(item);
  } catch (error) {
    db.run('ROLLBACK TO item');
    return refusal(error);
  } finally {
    db.run('RELEASE item');
  }
}

/** What an error of an item means. One that nobody foresaw ends the batch, and with it the transaction. */
export function refusal(error: unknown): Result {
  if (error instanceof ItemRefused) return error.result;
  if (error instanceof UniqueViolation) return { status: 409, title: 'Somebody has it already' };
  throw error;
}
