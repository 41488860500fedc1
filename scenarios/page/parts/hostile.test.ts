import { openDatabase } from 'apilab/parts/shop/database';
import { expect, test } from 'vitest';
import { serverErrors } from '#test/hostile';
import { snapshotExports } from './exports.ts';
import { orderBook } from './order-book.ts';
import { ordersApi } from './orders-api.ts';
import { keysetPaging } from './paging.ts';

test('the list of orders takes whatever is sent for what it is', async () => {
  const db = openDatabase();
  const api = ordersApi({
    book: orderBook(db),
    paging: keysetPaging(db),
    exports: snapshotExports(db),
  });
  const paths = [
    '/orders',
    '/orders/1',
    '/orders?limit=1&after=%00',
    '/exports',
    '/exports/1',
    '/exports/99999999999999999999',
    '/',
  ];
  expect(await serverErrors(api, { paths })).toEqual([]);
});
