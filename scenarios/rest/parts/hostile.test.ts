import { openShop } from 'apilab/parts/shop/shop';
import { expect, test } from 'vitest';
import { serverErrors } from '#test/hostile';
import { productApi } from './product-api.ts';

test('the product API takes whatever is sent for what it is', async () => {
  const api = productApi({ db: openShop() });
  const options = {
    paths: [
      '/products',
      '/products/1',
      '/products/0',
      '/products/99999999999',
      '/products/%2e',
      '/',
    ],
    fields: ['if-match', 'if-none-match', 'accept', 'content-type'],
    given: { 'if-match': '*' },
  };
  expect(await serverErrors(api, options)).toEqual([]);
});
