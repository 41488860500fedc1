import type { Database } from 'apilab/parts/shop/database';
import { type Page, pageOf } from './paging.ts';

/** Exports of the whole list, each read page by page. */
export interface Exports {
  /** Begins an export and gives its number. */
  begin(): number;
  /** Orders of an export after the one with a number, newest first; `gone` if it is kept no longer. */
  page(number: number, after: number | 'start', limit: number): Page | 'gone' | 'unknown';
}

/** How many exports are kept: each is a copy of the list, and anybody may begin another one. */
const KEPT = 5;

const SCHEMA = `
  CREATE TABLE exported (
    export INTEGER NOT NULL,
    id     INTEGER NOT NULL,
    item   TEXT NOT NULL,
    cents  INTEGER NOT NULL,
    PRIMARY KEY (export, id)
  );
`;

/**
 * Exports that show the list as it was when they began: the rows are copied in one statement, and the
 * pages are read from the copy. Whatever happens to the list meanwhile happens to the list alone.
 */
export function snapshotExports(db: Database): Exports {
  db.create(SCHEMA);
  let newest = 0;
  return {
    begin: () =>
      db.transaction(() => {
        newest += 1;
        db.run('INSERT INTO exported SELECT ?, id, item, cents FROM orders', [newest]);
        db.run('DELETE FROM exported WHERE export <= ?', [newest - KEPT]);
        return newest;
      }),
    page(number, after, limit) {
      if (number > newest || number < 1) return 'unknown';
      if (number <= newest - KEPT) return 'gone';
      const rows = db.all(
        `SELECT id, item, cents FROM exported
         WHERE export = ? AND id < ? ORDER BY id DESC LIMIT ?`,
        [number, after === 'start' ? Number.MAX_SAFE_INTEGER : after, limit + 1],
      );
      return pageOf(rows, limit, ({ id }) => ({ after: `${id}` }));
    },
  };
}
