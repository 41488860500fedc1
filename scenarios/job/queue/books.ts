import type { Database } from 'apilab/parts/shop/database';

export function createBooks(db: Database): void {
  db.create(`
    CREATE TABLE IF NOT EXISTS orders (
      id       INTEGER PRIMARY KEY,
      customer TEXT NOT NULL,
      item     TEXT NOT NULL
    );
    CREATE TABLE IF NOT EXISTS customers (
      name   TEXT PRIMARY KEY,
      points INTEGER NOT NULL
    )`);
}

/** Stores an order, and gives its path. */
export function insertOrder(db: Database, customer: string, item: string): string {
  const sql = 'INSERT INTO orders (customer, item) VALUES (?, ?) RETURNING id';
  return `/orders/${db.get(sql, [customer, item])?.id}`;
}

export function addPoints(db: Database, customer: string, points: number): void {
  db.run(
    `INSERT INTO customers (name, points) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET points = points + excluded.points`,
    [customer, points],
  );
}
