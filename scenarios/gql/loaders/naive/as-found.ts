import type { Connection } from 'apilab/parts/shop/connection';
import DataLoader from 'dataloader';
import { findOrders, findUsers, type ReaderOf } from '../../parts/shop-loaders.ts';

/**
 * Loaders that hand on what the database found as it comes. If the keys happen to be in the order of
 * the rows it works; if not, each key gets what belongs to another, and nothing says so.
 */
export const asFound: ReaderOf = (db: Connection) => () => ({
  user: new DataLoader(async (ids) => [...(await findUsers(db, ids)).values()]),
  ordersOf: new DataLoader(async (userIds) => [...(await findOrders(db, userIds)).values()]),
});
