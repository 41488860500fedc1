import { openDatabase } from 'apilab/parts/shop/database';
import { describe, expect, test } from 'vitest';
import { serverErrors } from '#test/hostile';
import { signedCursors } from './cursors.ts';
import { createOrders, type List, readOrders } from './order-list.ts';
import { ordersApi } from './orders-api.ts';
import { clampLimit } from './pages.ts';

const PAID: List = { customer: 1, status: 'paid' };
const PLACE = { list: PAID, after: 66 };

test('takes whatever is sent for what it is', async () => {
  const db = openDatabase();
  createOrders(db);
  const cursors = signedCursors(['s']);
  const reported: unknown[] = [];
  const api = ordersApi({
    tokens: new Map([['ada', 1]]),
    orders: readOrders(db),
    cursors,
    report: (error) => void reported.push(error),
  });
  const paths = [
    '/orders',
    '/orders?cursor=',
    '/orders?cursor=.',
    '/orders?cursor=%00.%ff',
    `/orders?cursor=${'e30.'.repeat(2000)}`,
    `/orders?cursor=${cursors.write({ list: PAID, after: Number.NaN })}`,
    '/orders?limit=99999999999999999999&status=__proto__',
    '/orders?limit=%00',
    '/',
  ];
  const given = { authorization: 'Bearer ada' };
  expect(await serverErrors(api, { paths, fields: ['authorization'], given })).toEqual([]);
  expect(reported).toEqual([]);
});

describe('a signed cursor', () => {
  const cursors = signedCursors(['new', 'old']);
  const cursor = cursors.write(PLACE);

  test('comes back as the place it was made of', () => {
    expect(cursors.read(cursor, PAID)).toEqual(PLACE);
  });

  test.each<[string, List]>([
    ['customer', { ...PAID, customer: 2 }],
    ['filter', { ...PAID, status: 'archived' }],
  ])('is not good for another %s', (_, list) => {
    expect(cursors.read(cursor, list)).toBeUndefined();
  });

  test('that was changed anywhere is none', () => {
    for (let at = 0; at < cursor.length; at++) {
      const other = cursor[at] === 'A' ? 'B' : 'A';
      const changed = cursor.slice(0, at) + other + cursor.slice(at + 1);
      expect(cursors.read(changed, PAID)).toBeUndefined();
    }
    for (const more of ['.', '=', '.A']) expect(cursors.read(cursor + more, PAID)).toBeUndefined();
  });

  test.each(['', '.', 'e30', 'e30.', `${'x'.repeat(300)}.`])('is not "%s"', (text) => {
    expect(cursors.read(text, PAID)).toBeUndefined();
  });

  test('of an old secret is read until that secret is taken away', () => {
    const old = signedCursors(['old']).write(PLACE);
    expect(cursors.read(old, PAID)).toEqual(PLACE);
    expect(signedCursors(['new']).read(old, PAID)).toBeUndefined();
  });
});

test('a limit is a number of orders, cut down to the maximum', () => {
  const asked = [null, '1', '50', '51', '1000000', '0', '-1', 'abc', '1e3', ' 5', '9'.repeat(20)];
  expect(asked.map(clampLimit)).toEqual([
    20,
    1,
    50,
    50,
    50,
    ...Array.from({ length: 6 }, () => undefined),
  ]);
});
