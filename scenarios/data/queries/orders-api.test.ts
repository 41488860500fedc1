import type { Connection } from 'apilab/parts/shop/connection';
import { openDatabase, type RanStatement } from 'apilab/parts/shop/database';
import { describe, expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { linesTogether } from './details.ts';
import { furnish } from './furnish.ts';
import { HALF_AN_INDEX } from './naive/half-an-index.ts';
import { NO_INDEX } from './naive/no-index.ts';
import { oneByOne } from './naive/one-by-one.ts';
import { wrappedColumn } from './naive/wrapped-column.ts';
import { ordersApi } from './orders-api.ts';
import { foundHow, isSorted, planOf } from './plans.ts';
import { INDEXES } from './schema.ts';

function opened(indexes = INDEXES) {
  const db = openDatabase();
  furnish(db, { orders: 100, indexes });
  const ran: RanStatement[] = [];
  db.watch((statement) => ran.push(statement));
  const connection: Connection = { all: async (sql, parameters) => db.all(sql, parameters) };
  const app = ordersApi({ db: connection });
  const ask = async (path: string) => app.fetch(new Request(`http://shop.test${path}`));
  return { db, connection, app, ask, ran };
}

const LATEST =
  'SELECT id FROM orders WHERE customer_id = ? ORDER BY placed_at DESC, id DESC LIMIT ?';

describe('the orders', () => {
  it('have all their lines, read one by one or together', async () => {
    const { connection } = opened();
    const ids = [100, 7, 42, 9999];
    const together = await linesTogether(connection, ids);
    expect(together.get(42)).toEqual([
      { product: 'Cable', quantity: 1 },
      { product: 'Keyboard', quantity: 2 },
    ]);
    const each = await oneByOne(connection, ids);
    for (const id of ids) expect(together.get(id) ?? []).toEqual(each.get(id));
  });

  it('cost two statements, whatever the limit', async () => {
    const { ask, ran } = opened();
    await ask('/orders?limit=100');
    expect(ran).toHaveLength(2);
  });

  it('read no lines for no orders', async () => {
    const { connection, ran } = opened();
    expect(await linesTogether(connection, [])).toEqual(new Map());
    expect(ran).toEqual([]);
  });

  it('of a customer are found by their address, whatever its case', async () => {
    const { ask } = opened();
    const answer = await ask('/customers/CUSTOMER1@mail.example/orders?limit=2');
    expect(await answer.json()).toMatchObject({ orders: [{ id: 96 }, { id: 91 }] });
    expect((await ask('/customers/nobody@mail.example/orders')).status).toBe(404);
  });

  it('of one moment are in one order', async () => {
    const { ask, db } = opened();
    db.run("UPDATE orders SET placed_at = '2026-01-01T00:00:00Z'");
    const answer = await ask('/customers/customer1@mail.example/orders?limit=3');
    expect(await answer.json()).toMatchObject({ orders: [{ id: 96 }, { id: 91 }, { id: 86 }] });
  });

  it.each(['0', '-1', 'abc', '101', '1e2', '', '1000000'])(
    'are not listed %s at a time',
    async (limit) => {
      expect((await opened().ask(`/orders?limit=${limit}`)).status).toBe(400);
    },
  );

  it.each(['/orders', '/customers/a@mail.example/orders'])('at %s are read only', async (path) => {
    const answer = await opened().app.request(path, { method: 'POST' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('take whatever is sent for what it is', async () => {
    const options = {
      paths: ['/orders', "/customers/';DROP%20TABLE%20orders;--/orders", '/customers/%00/orders'],
    };
    expect(await serverErrors(opened().app, options)).toEqual([]);
  });
});

it.each([
  ['both columns', INDEXES, 'by the index orders_of_customer', false],
  ['the customer alone', HALF_AN_INDEX, 'by the index orders_of_customer', true],
  ['nothing', NO_INDEX, 'by looking at all orders', true],
])('an index of %s finds them so', (_, indexes, found, sorted) => {
  const { db } = opened(indexes);
  const plan = planOf(db.inspect, LATEST, [1, 5]);
  expect([foundHow(plan), isSorted(plan)]).toEqual([found, sorted]);
});

it('a function around the column hides it from its index', async () => {
  const { db, connection, ran } = opened();
  await wrappedColumn(connection, 'customer1@mail.example');
  const [{ sql, parameters } = { sql: '', parameters: [] }] = ran;
  expect(foundHow(planOf(db.inspect, sql, parameters))).toBe('by looking at all customers');
});
