import type { FindCustomer } from '../find.ts';

/** Small letters on both sides, by the database: the index holds what is stored, not what lower makes of it. */
export const wrappedColumn: FindCustomer = async (db, email) => {
  const [row] = await db.all('SELECT id FROM customers WHERE lower(email) = lower(?)', [email]);
  return row && Number(row.id);
};
