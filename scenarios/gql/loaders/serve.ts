import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { connect } from 'apilab/parts/shop/connection';
import { openShop } from 'apilab/parts/shop/shop';
import { shopGraph } from '../parts/shop-graph.ts';
import type { ReaderOf } from '../parts/shop-loaders.ts';

const USERS = '{ users(first: 5) { name orders { cents } } }';
const NOBODY = '{ a: user(id: 1) { name } b: user(id: 99) { name } }';
const BUY = 'mutation { placeOrder(userId: 1, productId: 3) { id } }';

/** The shop as a graph, with a reader of its database. */
export function graphOf({ clock, use, statements }: LiveLab, readerOf?: ReaderOf): ServerRecipe {
  const shop = use(openShop({ users: 20, ordersPerUser: (id) => id % 4 }));
  shop.watch(statements('api', 'db'));
  const db = connect(shop, { clock, roundTripMs: 1 });
  return shopGraph({ db, ...(readerOf && { readerOf }) });
}

/** The shop as a graph, with loaders for each request. */
export default defineServer({
  title: 'The shop as GraphQL',
  about: 'POST /graphql; each request has loaders of its own, and its statements are shown.',
  standard: 'graphql-http §Status Codes',
  focus: ['accept', 'content-type'],

  start: (lab) => graphOf(lab),

  tryIt: ({ url }) => {
    const ask = (query: string) =>
      `curl -i ${url}/graphql -H 'Accept: application/graphql-response+json' --json '${JSON.stringify({ query })}'`;
    return [
      { about: 'users and their orders, two statements', command: ask(USERS) },
      { about: 'one of two is not there', command: ask(NOBODY) },
      { about: 'buy a monitor', command: ask(BUY) },
      { about: 'a field that does not exist', command: ask('{ users(first: 1) { age } }') },
    ];
  },

  page: {
    actions: [
      { label: 'Ask for users and orders', script: asking(USERS) },
      { label: 'Ask for somebody who is not there', script: asking(NOBODY) },
      { label: 'Buy a monitor', script: asking(BUY) },
    ],
  },
});

function asking(query: string): string {
  return `
    await send('POST', '/graphql', {
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/graphql-response+json',
      },
      body: JSON.stringify({ query: ${JSON.stringify(query)} }),
    });`;
}
