import type { Connection } from 'apilab/parts/shop/connection';

/** Finds a customer by their e-mail address, whatever the case of its letters; their id, if there is one. */
export type FindCustomer = (db: Connection, email: string) => Promise<number | undefined>;

/** The column stands alone on its side, so that its index can be used: what is asked for is changed, not what is stored. */
export const byStoredEmail: FindCustomer = async (db, email) => {
  const [row] = await db.all('SELECT id FROM customers WHERE email = ?', [email.toLowerCase()]);
  return row && Number(row.id);
};
