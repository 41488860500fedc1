import { openShop } from 'apilab/parts/shop/shop';
import { expect, test } from 'vitest';
import { graphqlClient } from './graphql-client.ts';
import { usersWithOrders } from './joined-answer.ts';
import { shopGraph } from './shop-graph.ts';
import { shopLoaders } from './shop-loaders.ts';

/** The API on a shop of its own, and a client that reaches it without a network. */
function openApi() {
  const shop = openShop({ users: 9, ordersPerUser: (id) => id % 4 });
  const db = { all: async (...query: Parameters<typeof shop.all>) => shop.all(...query) };
  const api = shopGraph({ db, reader: () => shopLoaders(db) });
  const fetch = async (input: string | URL | Request, init?: RequestInit) =>
    api.fetch(new Request(input, init));
  return { shop, ask: graphqlClient({ url: 'http://shop.test/graphql', fetch }) };
}

test('users come by name, with what they ordered', async () => {
  const { shop, ask } = openApi();
  const { data } = await ask('{ users(first: 9) { id name orders { id cents } } }');
  expect(data).toEqual({ users: usersWithOrders(shop) });
  expect(usersWithOrders(shop).map(({ name }) => name)).toEqual([
    'Ada 1',
    'Ada 9',
    'Alan 3',
    'Barbara 5',
    'Donald 6',
    'Edsger 4',
    'Frances 7',
    'Grace 2',
    'Ken 8',
  ]);
});

test('an order costs what its product does, as often as it is taken', async () => {
  const { shop, ask } = openApi();
  const { data } = await ask(
    'mutation { placeOrder(userId: 4, productId: 3, quantity: 2) { cents } }',
  );
  expect(data).toEqual({ placeOrder: { cents: 49_800 } });
  expect(shop.all('SELECT product_id, quantity, cents FROM orders WHERE user_id = 4')).toEqual([
    { product_id: 3, quantity: 2, cents: 49_800 },
  ]);
});

test('an order for nobody is none', async () => {
  const { ask } = openApi();
  const { data } = await ask('mutation { placeOrder(userId: 99, productId: 3) { cents } }');
  expect(data).toEqual({ placeOrder: null });
});
