import { type Database, openDatabase, type RanStatement } from './database.ts';

/** The shop that all scenarios share: who buys, what there is, and what was ordered. Money is in cents. */
const SCHEMA = `
  CREATE TABLE users (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE
  );
  CREATE TABLE products (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL,
    cents INTEGER NOT NULL
  );
  CREATE TABLE orders (
    id         INTEGER PRIMARY KEY,
    user_id    INTEGER NOT NULL REFERENCES users (id),
    product_id INTEGER NOT NULL REFERENCES products (id),
    quantity   INTEGER NOT NULL,
    cents      INTEGER NOT NULL
  );
  CREATE INDEX orders_by_user ON orders (user_id);
`;

const FIRST_NAMES = [
  'Ada',
  'Grace',
  'Alan',
  'Edsger',
  'Barbara',
  'Donald',
  'Frances',
  'Ken',
] as const;

const PRODUCTS = [
  { id: 1, name: 'Keyboard', cents: 8900 },
  { id: 2, name: 'Trackball', cents: 5900 },
  { id: 3, name: 'Monitor', cents: 24900 },
  { id: 4, name: 'Cable', cents: 900 },
] as const;

export interface ShopOptions {
  /** How many users there are, numbered from 1. */
  readonly users?: number;
  /** How many orders each of them has placed, by the user's number if it differs. */
  readonly ordersPerUser?: number | ((userId: number) => number);
  /** Told of every statement once the shop is furnished. */
  readonly onStatement?: (statement: RanStatement) => void;
}

/** Opens a shop on a database of its own, with a few users, products and orders. */
export function openShop({
  users = 3,
  ordersPerUser = 0,
  onStatement,
}: ShopOptions = {}): Database {
  const db = openDatabase();
  db.create(SCHEMA);
  db.transaction(() => {
    for (const { id, name, cents } of PRODUCTS) {
      db.run('INSERT INTO products (id, name, cents) VALUES (?, ?, ?)', [id, name, cents]);
    }
    for (let id = 1; id <= users; id++) {
      const name = `${FIRST_NAMES[(id - 1) % FIRST_NAMES.length]} ${id}`;
      db.run('INSERT INTO users (id, name, email) VALUES (?, ?, ?)', [
        id,
        name,
        `user${id}@shop.test`,
      ]);
      const orders = typeof ordersPerUser === 'number' ? ordersPerUser : ordersPerUser(id);
      for (let n = 0; n < orders; n++) placeSampleOrder(db, id, id + n);
    }
  });
  if (onStatement) db.watch(onStatement);
  return db;
}

function placeSampleOrder(db: Database, userId: number, turn: number): void {
  const product = PRODUCTS[turn % PRODUCTS.length] ?? PRODUCTS[0];
  const quantity = 1 + (turn % 3);
  db.run('INSERT INTO orders (user_id, product_id, quantity, cents) VALUES (?, ?, ?, ?)', [
    userId,
    product.id,
    quantity,
    quantity * product.cents,
  ]);
}
