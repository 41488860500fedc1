import type { SignUp } from '../customers.ts';

/** Looks whether the address is free, and inserts if it is. There is no constraint, as the code has looked. */
export const lookFirst: SignUp = async (db, email) => {
  const found = await db.all('SELECT id FROM customers WHERE email = ?', [email]);
  if (found.length > 0) return 'taken';
  const [row] = await db.all('INSERT INTO customers (email) VALUES (?) RETURNING id', [email]);
  return Number(row?.id);
};

/** The tables, with nothing in them that could refuse a row. */
export const WITHOUT_CONSTRAINT = `
  CREATE TABLE customers (
    id    INTEGER PRIMARY KEY,
    email TEXT NOT NULL
  );
  CREATE TABLE products (
    id      INTEGER PRIMARY KEY,
    name    TEXT NOT NULL,
    stock   INTEGER NOT NULL,
    version INTEGER NOT NULL
  );
`;
