import { asOrder, asUser, noSuchUser, type ReaderOf } from '../../parts/shop-loaders.ts';

/** Reads each thing when a resolver asks for it. Right, and one statement for every one of them. */
export const resolver: ReaderOf = (db) => () => ({
  user: {
    async load(id) {
      const [row] = await db.all('SELECT id, name FROM users WHERE id = ?', [id]);
      if (row === undefined) throw noSuchUser(id);
      return asUser(row);
    },
  },
  ordersOf: {
    async load(userId) {
      const sql = 'SELECT id, cents FROM orders WHERE user_id = ? ORDER BY id';
      return (await db.all(sql, [userId])).map(asOrder);
    },
  },
});
