import type { RanStatement } from 'apilab/parts/shop/database';
import { openShop } from 'apilab/parts/shop/shop';
import { describe, expect, test } from 'vitest';
import { asFound } from '../loaders/naive/as-found.ts';
import { resolver } from '../n-plus-one/naive/resolver.ts';
import { loadersPerRequest } from './shop-loaders.ts';

/** A shop whose users 1, 2 and 3 have as many orders; what ran on it; a connection without a wait. */
function openDb() {
  const ran: RanStatement[] = [];
  const shop = openShop({
    users: 4,
    ordersPerUser: (id) => id % 4,
    onStatement: (statement) => ran.push(statement),
  });
  return {
    shop,
    ran,
    db: { all: async (...query: Parameters<typeof shop.all>) => shop.all(...query) },
  };
}

describe('the loaders of a request', () => {
  test('fetches all keys that were asked for in one tick with one statement', async () => {
    const { db, ran } = openDb();
    const { ordersOf } = loadersPerRequest(db)();
    await Promise.all([ordersOf.load(1), ordersOf.load(2), ordersOf.load(3)]);
    expect(ran.map(({ parameters }) => parameters)).toEqual([[1, 2, 3]]);
  });

  test('gives each key its own orders, in whatever order the keys come', async () => {
    const { ordersOf } = loadersPerRequest(openDb().db)();
    const counts = await Promise.all([3, 1, 2].map(async (id) => (await ordersOf.load(id)).length));
    expect(counts).toEqual([3, 1, 2]);
  });

  test('gives a user without orders an empty list', async () => {
    const { ordersOf } = loadersPerRequest(openDb().db)();
    expect(await Promise.all([ordersOf.load(4), ordersOf.load(1)])).toMatchObject([[], [{}]]);
  });

  test('fails a user who is not there, and no other', async () => {
    const { user } = loadersPerRequest(openDb().db)();
    const [ada, nobody, grace] = await Promise.allSettled([
      user.load(1),
      user.load(99),
      user.load(2),
    ]);
    expect(ada).toMatchObject({ value: { name: 'Ada 1' } });
    expect(nobody).toMatchObject({
      reason: { message: 'There is no user 99', extensions: { code: 'NOT_FOUND' } },
    });
    expect(grace).toMatchObject({ value: { name: 'Grace 2' } });
  });

  test('asks for a key once, however often it is wanted', async () => {
    const { db, ran } = openDb();
    const { user } = loadersPerRequest(db)();
    await Promise.all([user.load(1), user.load(1)]);
    await user.load(1);
    expect(ran.map(({ parameters }) => parameters)).toEqual([[1]]);
  });

  test('remembers nothing of what other loaders fetched', async () => {
    const { db, shop } = openDb();
    await loadersPerRequest(db)().user.load(1);
    shop.run("UPDATE users SET name = 'Ada Lovelace' WHERE id = 1");
    expect(await loadersPerRequest(db)().user.load(1)).toEqual({ id: 1, name: 'Ada Lovelace' });
  });
});

describe('the naive readers', () => {
  test('one by one, each load is a statement', async () => {
    const { db, ran } = openDb();
    const { ordersOf } = resolver(db)();
    const orders = await Promise.all([ordersOf.load(2), ordersOf.load(1), ordersOf.load(2)]);
    expect(orders.map(({ length }) => length)).toEqual([2, 1, 2]);
    expect(ran).toHaveLength(3);
  });

  test('as found, users are mixed up if they are not asked for in the order of the rows', async () => {
    const { ordersOf } = asFound(openDb().db)();
    const counts = await Promise.all([3, 1, 2].map(async (id) => (await ordersOf.load(id)).length));
    expect(counts).toEqual([1, 2, 3]);
  });

  test('as found, every key fails if one is missing', async () => {
    const { user } = asFound(openDb().db)();
    const results = await Promise.allSettled([user.load(1), user.load(99)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
