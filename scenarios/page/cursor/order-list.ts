import type { Database } from 'apilab/parts/shop/database';

export const STATUSES = ['paid', 'archived'] as const;
export type Status = (typeof STATUSES)[number];

/** A list: whose orders, and which of them. A cursor is good for one list only. */
export interface List {
  readonly customer: number;
  readonly status: Status;
}

/** An order as the list shows it. */
export interface Order {
  readonly id: number;
  readonly customer: number;
  readonly item: string;
}

/** At most so many orders of a list, newest first, after the order with this number if there is one. */
export type ReadOrders = (list: List, after: number | undefined, count: number) => readonly Order[];

export function createOrders(db: Database): void {
  db.create(`
    CREATE TABLE orders (
      id       INTEGER PRIMARY KEY AUTOINCREMENT,
      customer INTEGER NOT NULL,
      status   TEXT NOT NULL,
      item     TEXT NOT NULL
    );
    CREATE INDEX orders_of_list ON orders (customer, status, id);
  `);
}

export const readOrders =
  (db: Database): ReadOrders =>
  ({ customer, status }, after, count) =>
    db
      .all(
        `SELECT id, customer, item FROM orders
         WHERE customer = ? AND status = ? AND id < ? ORDER BY id DESC LIMIT ?`,
        [customer, status, after ?? Number.MAX_SAFE_INTEGER, count],
      )
      .map((row) => ({
        id: Number(row.id),
        customer: Number(row.customer),
        item: String(row.item),
      }));
