import { openShop } from 'apilab/parts/shop/shop';
import { expect, test } from 'vitest';
import { serverErrors } from '#test/hostile';
import { ordersApi } from './orders-api.ts';

test('the orders API takes whatever is sent for what it is', async () => {
  const reported: unknown[] = [];
  const api = ordersApi({
    db: openShop(),
    payments: { charges: [], mostAtOnce: 0, charge: async () => {} },
    tokens: new Map([['ada', 1]]),
    report: (error) => void reported.push(error),
  });
  const options = {
    paths: ['/orders', '/orders/1', '/'],
    fields: ['idempotency-key', 'authorization', 'content-type'],
    given: { authorization: 'Bearer ada', 'idempotency-key': '"k"' },
  };
  expect(await serverErrors(api, options)).toEqual([]);
  expect(reported).toEqual([]);
});
