import type { Database } from 'apilab/parts/shop/database';
import { orderOf } from '../../parts/order-book.ts';
import type { Paging } from '../../parts/paging.ts';

/**
 * Pages by their numbers: skip so many orders, then show the next ones. Where a page begins depends on
 * how many orders stand before it, and that changes with each one that comes or goes.
 */
export const offset =
  (db: Database): Paging =>
  (query, limit) => {
    const page = Math.max(1, Number(query.get('page') ?? 1)) || 1;
    const rows = db.all('SELECT id, item, cents FROM orders ORDER BY id DESC LIMIT ? OFFSET ?', [
      limit + 1,
      (page - 1) * limit,
    ]);
    const next = rows.length > limit ? { next: { page: `${page + 1}` } } : {};
    return { orders: rows.slice(0, limit).map(orderOf), ...next };
  };
