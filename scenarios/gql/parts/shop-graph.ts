import type { Connection } from 'apilab/parts/shop/connection';
import { buildSchema, GraphQLError } from 'graphql';
import { Hono } from 'hono';
import { graphqlEndpoint } from './graphql-endpoint.ts';
import {
  asOrder,
  asUser,
  loadersPerRequest,
  noSuchUser,
  type ReaderOf,
  type ShopReader,
  type User,
} from './shop-loaders.ts';

/*
 * What has to be fetched by itself may be null: its failure then ends there, and everything beside it
 * is still answered. A failed non-null field takes its parent with it (GraphQL, September 2026 §6.4.4).
 */
const schema = buildSchema(`
  type Query {
    "The first users by name, 200 at most."
    users(first: Int!): [User!]!
    user(id: ID!): User
  }

  type Mutation {
    "Null if there is no such user or product. Of one product 100 at most."
    placeOrder(userId: ID!, productId: ID!, quantity: Int! = 1): Order
  }

  type User {
    id: ID!
    name: String!
    "Oldest first."
    orders: [Order!]
  }

  type Order {
    id: ID!
    "The price in cents."
    cents: Int!
  }
`);

/** How long a list may be, and how many of one product an order. A client decides what it asks for. */
const MOST_USERS = 200;
const MOST_OF_ONE = 100;

export interface ShopGraphOptions {
  readonly db: Connection;
  readonly readerOf?: ReaderOf;
}

/**
 * The shop as a GraphQL API, for everybody who can reach it: it knows no login. Whoever takes it
 * elsewhere checks in the resolvers who asks, since every path leads through them.
 */
export function shopGraph({ db, readerOf = loadersPerRequest }: ShopGraphOptions): Hono {
  const rootValue = {
    async users({ first }: { readonly first: number }) {
      const limit = between(1, MOST_USERS, { first });
      const sql = 'SELECT id, name FROM users ORDER BY name, id LIMIT ?';
      return (await db.all(sql, [limit])).map((row) => withOrders(asUser(row)));
    },

    async user({ id }: { readonly id: string }, { user }: ShopReader) {
      const key = keyOf(id);
      if (key === undefined) throw noSuchUser(id);
      return withOrders(await user.load(key));
    },

    async placeOrder({ userId, productId, quantity }: PlaceOrder) {
      const count = between(1, MOST_OF_ONE, { quantity });
      const [row] = await db.all(
        `INSERT INTO orders (user_id, product_id, quantity, cents)
         SELECT users.id, products.id, ?, ? * products.cents FROM users, products
         WHERE users.id = ? AND products.id = ? RETURNING id, cents`,
        [count, count, keyOf(userId) ?? null, keyOf(productId) ?? null],
      );
      return row && asOrder(row);
    },
  };

  const app = new Hono();
  app.onError((_, c) => c.text('The server failed', 500));
  app.all('/graphql', graphqlEndpoint({ schema, rootValue, context: readerOf(db) }));
  return app;
}

/** An argument that is in its bounds. @throws GraphQLError if it is not: that one is for the client to read. */
function between(least: number, most: number, argument: Readonly<Record<string, number>>): number {
  const [name, value = Number.NaN] = Object.entries(argument)[0] ?? [];
  if (value >= least && value <= most) return value;
  const text = `${name} must be from ${least} to ${most}`;
  throw new GraphQLError(text, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** The number that an ID stands for. An ID is any text (§3.5.5), and `1e3` is no user's. */
const keyOf = (id: string): number | undefined => (/^\d{1,15}$/.test(id) ? Number(id) : undefined);

interface PlaceOrder {
  readonly userId: string;
  readonly productId: string;
  readonly quantity: number;
}

/**
 * GraphQL calls `orders` once for every user that a query reaches, and knows of no other way: values
 * are resolved field by field (GraphQL, September 2026 §6.4.2).
 */
const withOrders = (user: User) => ({
  ...user,
  orders: (_: unknown, { ordersOf }: ShopReader) => ordersOf.load(user.id),
});
