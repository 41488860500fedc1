import { openShop } from 'apilab/parts/shop/shop';
import { describe, expect, test } from 'vitest';
import { usersWithOrders } from './checks.ts';
import { shopGraph } from './shop-graph.ts';

/** The API on a shop of its own, reached without a network. */
function openApi() {
  const shop = openShop({ users: 9, ordersPerUser: (id) => id % 4 });
  const db = { all: async (...query: Parameters<typeof shop.all>) => shop.all(...query) };
  const api = shopGraph({ db });
  const ask = async (query: string) => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ query });
    const response = await api.request('/graphql', { method: 'POST', headers, body });
    return response.json();
  };
  return { shop, ask };
}

const buy = (more: string) => `mutation { placeOrder(${more}) { cents } }`;

test('users come by name, with what they ordered', async () => {
  const { shop, ask } = openApi();
  const answer = await ask('{ users(first: 9) { id name orders { id cents } } }');
  expect(answer).toEqual({ data: { users: usersWithOrders(shop.all) } });
  expect(usersWithOrders(shop.all).map(({ name }) => name)).toEqual([
    ...['Ada 1', 'Ada 9', 'Alan 3', 'Barbara 5', 'Donald 6'],
    ...['Edsger 4', 'Frances 7', 'Grace 2', 'Ken 8'],
  ]);
});

test('an order costs what its product does, as often as it is taken', async () => {
  const { shop, ask } = openApi();
  const answer = await ask(buy('userId: 4, productId: 3, quantity: 2'));
  expect(answer).toEqual({ data: { placeOrder: { cents: 49_800 } } });
  expect(shop.all('SELECT product_id, quantity, cents FROM orders WHERE user_id = 4')).toEqual([
    { product_id: 3, quantity: 2, cents: 49_800 },
  ]);
});

test('an order for nobody is none', async () => {
  const { ask } = openApi();
  for (const userId of ['99', '"nobody"', '"4 OR 1=1"', '"4e0"']) {
    expect(await ask(buy(`userId: ${userId}, productId: 3`))).toEqual({
      data: { placeOrder: null },
    });
  }
});

describe('what is out of bounds', () => {
  test.each([
    ['users(first: -1) { id }', 'first must be from 1 to 200'],
    ['users(first: 201) { id }', 'first must be from 1 to 200'],
  ])('%s is refused', async (field, message) => {
    const answer = await openApi().ask(`{ ${field} }`);
    expect(answer).toMatchObject({
      data: null,
      errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  test.each([-5, 0, 101])('an order of %i pieces is not placed', async (quantity) => {
    const { shop, ask } = openApi();
    const answer = await ask(buy(`userId: 4, productId: 3, quantity: ${quantity}`));
    expect(answer).toMatchObject({ data: { placeOrder: null }, errors: [{}] });
    expect(shop.all('SELECT id FROM orders WHERE user_id = 4')).toEqual([]);
  });

  test('an id that no user can have is nobody’s', async () => {
    const answer = await openApi().ask('{ user(id: "1e0") { name } }');
    expect(answer).toMatchObject({
      data: { user: null },
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
  });
});
