import type { Connection } from 'apilab/parts/shop/connection';

/** Signs somebody up; their id, or `taken` if somebody has the address already. */
export type SignUp = (db: Connection, email: string) => Promise<number | 'taken'>;

/** Inserts, and lets the constraint decide: nothing can come between a look and the row. */
export const insertOnce: SignUp = async (db, email) => {
  const [row] = await db.all(
    'INSERT INTO customers (email) VALUES (?) ON CONFLICT (email) DO NOTHING RETURNING id',
    [email],
  );
  return row ? Number(row.id) : 'taken';
};

/** Whether there is such a customer. */
export const isCustomer = async (db: Connection, id: number): Promise<boolean> =>
  (await db.all('SELECT 1 FROM customers WHERE id = ?', [id])).length > 0;
