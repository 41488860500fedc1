import type { Lab } from 'apilab';
import { connect } from 'apilab/parts/shop/connection';
import { openShop } from 'apilab/parts/shop/shop';
import { GraphQLClient } from 'graphql-request';
import { shopGraph } from './shop-graph.ts';
import type { ReaderOf } from './shop-loaders.ts';

export const USERS_WITH_ORDERS =
  'query Users($first: Int!) { users(first: $first) { id name orders { id cents } } }';
export const ORDERS_OF_ADA = 'query Ada { user(id: 1) { orders { cents } } }';
export const ADA_BUYS_A_MONITOR = 'mutation Buy { placeOrder(userId: 1, productId: 3) { cents } }';
export const FOUR_USERS = `query Four {
  ada: user(id: 1) { name } nobody: user(id: 9999) { name }
  grace: user(id: 2) { name } adaAgain: user(id: 1) { name } }`;

/** An answer as the client gives it. */
type Answered = Awaited<ReturnType<GraphQLClient['rawRequest']>>;

/** A shop as GraphQL, whose database is a round trip away, and a client that asks it. */
export async function graphAndClient(
  lab: Lab,
  {
    users,
    roundTripMs,
    readerOf,
  }: { readonly users: number; readonly roundTripMs: number; readonly readerOf: ReaderOf },
) {
  // Every fourth user has ordered nothing yet.
  const shop = await lab.use(openShop({ users, ordersPerUser: (id) => id % 4 }));
  const db = connect(shop, { clock: lab.clock, roundTripMs });
  await lab.serve('api', shopGraph({ db, readerOf }));
  const client = new GraphQLClient('http://api/graphql', {
    fetch: lab.client(),
    // Data beside errors is an answer too.
    errorPolicy: 'all',
  });
  const ask = (query: string, variables = {}): Promise<Answered> =>
    client.rawRequest(query, variables);
  return { shop, ask };
}
