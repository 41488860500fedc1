import type { Database } from 'apilab/parts/shop/database';
import { type Paging, pageOf, readPlace } from '../../parts/paging.ts';

/**
 * A keyset, and the wrong key: what was changed last comes first. An order that is changed while
 * somebody reads moves to the head of the list, from before the reader to behind.
 */
export const movingKey =
  (db: Database): Paging =>
  (query, limit) => {
    if (query.has('page')) return { refused: 'Pages have no numbers here.' };
    const after = readPlace(query);
    if (after === 'bad') return { refused: '"after" is a number.' };
    const rows = db.all(
      `SELECT id, item, cents, changed FROM orders
       WHERE changed < ? ORDER BY changed DESC LIMIT ?`,
      [after === 'start' ? Number.MAX_SAFE_INTEGER : after, limit + 1],
    );
    return pageOf(rows, limit, ({ changed }) => ({ after: `${changed}` }));
  };
