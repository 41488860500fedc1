import type { Database, Row } from 'apilab/parts/shop/database';

/** An order as the list shows it. */
export interface Order {
  readonly id: number;
  readonly item: string;
  readonly cents: number;
}

/** What somebody orders. */
export type NewOrder = Omit<Order, 'id'>;

/** The orders of a shop, which come and go while others read them. */
export interface OrderBook {
  /** Takes an order and gives it its number, which no order had before. */
  place(order: NewOrder): Order;
  find(id: number): Order | undefined;
  /** Puts another price on an order. @returns whether there is one */
  reprice(id: number, cents: number): boolean;
  /** Takes an order back. @returns whether there was one */
  cancel(id: number): boolean;
}

/**
 * Orders in a table. AUTOINCREMENT matters: without it SQLite may give the number of a cancelled
 * order to a new one, and whoever goes on after that number misses it.
 *
 * `changed` counts up with each change of any order, as a time of change would.
 */
const SCHEMA = `
  CREATE TABLE orders (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    item    TEXT NOT NULL,
    cents   INTEGER NOT NULL,
    changed INTEGER NOT NULL UNIQUE
  );
`;

export function orderBook(db: Database): OrderBook {
  db.create(SCHEMA);
  let changes = 0;
  return {
    place({ item, cents }) {
      const row = db.get(
        'INSERT INTO orders (item, cents, changed) VALUES (?, ?, ?) RETURNING id, item, cents',
        [item, cents, ++changes],
      );
      if (row === undefined) throw new Error('the database gave no row back');
      return orderOf(row);
    },
    find(id) {
      const row = db.get('SELECT id, item, cents FROM orders WHERE id = ?', [id]);
      return row && orderOf(row);
    },
    reprice: (id, cents) =>
      db.run('UPDATE orders SET cents = ?, changed = ? WHERE id = ?', [cents, ++changes, id]) > 0,
    cancel: (id) => db.run('DELETE FROM orders WHERE id = ?', [id]) > 0,
  };
}

export function orderOf({ id, item, cents }: Row): Order {
  return { id: Number(id), item: String(item), cents: Number(cents) };
}
