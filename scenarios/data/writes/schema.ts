/** What no code has to remember to look at, since the database does: each address once, and no stock below zero. */
export const SCHEMA = `
  CREATE TABLE customers (
    id    INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE
  );
  CREATE TABLE products (
    id      INTEGER PRIMARY KEY,
    name    TEXT NOT NULL,
    stock   INTEGER NOT NULL CHECK (stock >= 0),
    version INTEGER NOT NULL
  );
`;

/** What is on sale: a keyboard, of which there is one. */
export const KEYBOARD = `INSERT INTO products (id, name, stock, version) VALUES (1, 'Keyboard', 1, 7)`;
