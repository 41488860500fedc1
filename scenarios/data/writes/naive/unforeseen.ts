import type { SignUp } from '../customers.ts';

/** The constraint is there, and nobody thought of what it says: the error goes up, and becomes a 500. */
export const unforeseen: SignUp = async (db, email) => {
  const [row] = await db.all('INSERT INTO customers (email) VALUES (?) RETURNING id', [email]);
  return Number(row?.id);
};
