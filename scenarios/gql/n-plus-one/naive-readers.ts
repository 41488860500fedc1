import type { Connection } from 'apilab/parts/shop/connection';
import DataLoader from 'dataloader';
import {
  asOrder,
  asUser,
  findOrders,
  findUsers,
  noSuchUser,
  type ShopReader,
} from './shop-loaders.ts';

/** Reads each thing when a resolver asks for it. Right, and one statement for every one of them. */
export function oneByOne(db: Connection): ShopReader {
  return {
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
  };
}

/**
 * Loaders that hand on what the database found as it comes. Where the keys happen to be in the order
 * of the rows it works; where not, each key gets what belongs to another, and nothing says so.
 */
export function asFound(db: Connection): ShopReader {
  return {
    user: new DataLoader(async (ids) => [...(await findUsers(db, ids)).values()]),
    ordersOf: new DataLoader(async (userIds) => [...(await findOrders(db, userIds)).values()]),
  };
}
