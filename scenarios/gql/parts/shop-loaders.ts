import type { Connection } from 'apilab/parts/shop/connection';
import type { Row } from 'apilab/parts/shop/database';
import DataLoader from 'dataloader';
import { GraphQLError } from 'graphql';

export interface User {
  readonly id: number;
  readonly name: string;
}

export interface Order {
  readonly id: number;
  readonly cents: number;
}

/** Finds one thing by its key. */
interface Loader<Value> {
  load(key: number): Promise<Value>;
}

/** How resolvers read the shop. */
export interface ShopReader {
  readonly user: Loader<User>;
  /** By the user's number. */
  readonly ordersOf: Loader<readonly Order[]>;
}

/** How a server reads its database: what this gives is called once for each request. */
export type ReaderOf = (db: Connection) => () => ShopReader;

/** How many keys a batch has at most: databases limit the length of a list in `IN`. */
const MOST_KEYS = 1000;

/**
 * Loaders, made for each request. Resolvers ask for one key each, as GraphQL wants it; a loader waits
 * until all that can run have asked, then fetches all their keys at once.
 *
 * A loader remembers each key it was asked for and never forgets. That spares a request from reading
 * a row twice. Shared, it would serve rows that have changed since, and rows that another user was
 * allowed to see.
 */
export const loadersPerRequest: ReaderOf = (db) => () => ({
  user: new DataLoader<number, User>((ids) => usersById(db, ids), { maxBatchSize: MOST_KEYS }),
  ordersOf: new DataLoader<number, readonly Order[]>((userIds) => ordersByUser(db, userIds), {
    maxBatchSize: MOST_KEYS,
  }),
});

/*
 * A batch function must return an array as long as its keys and in their order. The database knows
 * nothing of that order and leaves out what it does not have, so each row is put in place by its key.
 */

async function usersById(db: Connection, ids: readonly number[]) {
  const found = await findUsers(db, ids);
  // An Error in its place fails one key. A throw would fail them all.
  return ids.map((id) => found.get(id) ?? noSuchUser(id));
}

async function ordersByUser(db: Connection, userIds: readonly number[]) {
  const found = await findOrders(db, userIds);
  // To have no orders is no error.
  return userIds.map((userId) => found.get(userId) ?? []);
}

/** The users there are among `ids`, by id. */
export async function findUsers(db: Connection, ids: readonly number[]) {
  const rows = await db.all(`SELECT id, name FROM users WHERE id IN (${places(ids)})`, ids);
  return new Map(rows.map((row) => [Number(row.id), asUser(row)]));
}

/** The orders of those users who have any, by user. */
export async function findOrders(db: Connection, userIds: readonly number[]) {
  const rows = await db.all(
    `SELECT id, user_id, cents FROM orders WHERE user_id IN (${places(userIds)}) ORDER BY id`,
    userIds,
  );
  const byUser = new Map<number, Order[]>();
  for (const row of rows) {
    const orders = byUser.get(Number(row.user_id)) ?? [];
    byUser.set(Number(row.user_id), [...orders, asOrder(row)]);
  }
  return byUser;
}

const places = (keys: readonly number[]) => keys.map(() => '?').join(', ');

export const noSuchUser = (id: number | string) =>
  new GraphQLError(`There is no user ${id}`, { extensions: { code: 'NOT_FOUND' } });

export const asUser = (row: Row): User => ({ id: Number(row.id), name: String(row.name) });

export const asOrder = (row: Row): Order => ({ id: Number(row.id), cents: Number(row.cents) });
