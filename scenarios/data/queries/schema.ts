/** Customers, their orders, and what is in them. E-mail addresses are stored in small letters. */
export const TABLES = `
  CREATE TABLE customers (
    id    INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name  TEXT NOT NULL
  );
  CREATE TABLE orders (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    placed_at   TEXT NOT NULL
  );
  CREATE TABLE lines (
    order_id INTEGER NOT NULL REFERENCES orders (id),
    number   INTEGER NOT NULL,
    product  TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    PRIMARY KEY (order_id, number)
  ) WITHOUT ROWID;
`;

/**
 * One index for one question: the latest orders of a customer. What is compared comes first, what is
 * sorted by behind it, so that the rows lie there side by side and in order. A foreign key alone has none.
 * SQLite adds the id at the end by itself, for orders of the same moment; elsewhere it has to be named.
 */
export const INDEXES = `
  CREATE INDEX orders_of_customer ON orders (customer_id, placed_at);
`;
