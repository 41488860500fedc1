import type { Connection } from 'apilab/parts/shop/connection';
import { buildSchema } from 'graphql';
import { Hono } from 'hono';
import { graphqlEndpoint } from './graphql-endpoint.ts';
import { asOrder, asUser, type ShopReader, type User } from './shop-loaders.ts';

/*
 * What has to be fetched by itself may be null: its failure then ends there, and everything beside it
 * is still answered. A failed non-null field takes its parent with it (GraphQL, September 2025 §6.4.4).
 */
const schema = buildSchema(`
  type Query {
    "The first users by name."
    users(first: Int!): [User!]!
    user(id: ID!): User
  }

  type Mutation {
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

export interface ShopGraphOptions {
  readonly db: Connection;
  /** Called once for each request: gives what its resolvers read with. */
  readonly reader: () => ShopReader;
}

/** The shop as a GraphQL API. */
export function shopGraph({ db, reader }: ShopGraphOptions): Hono {
  const rootValue = {
    async users({ first }: { readonly first: number }) {
      const sql = 'SELECT id, name FROM users ORDER BY name, id LIMIT ?';
      return (await db.all(sql, [first])).map((row) => withOrders(asUser(row)));
    },

    async user({ id }: { readonly id: string }, { user }: ShopReader) {
      return withOrders(await user.load(Number(id)));
    },

    async placeOrder({ userId, productId, quantity }: PlaceOrder) {
      const [row] = await db.all(
        `INSERT INTO orders (user_id, product_id, quantity, cents)
         SELECT users.id, products.id, ?, ? * products.cents FROM users, products
         WHERE users.id = ? AND products.id = ? RETURNING id, cents`,
        [quantity, quantity, Number(userId), Number(productId)],
      );
      return row && asOrder(row);
    },
  };

  const app = new Hono();
  app.all('/graphql', graphqlEndpoint({ schema, rootValue, context: reader }));
  return app;
}

interface PlaceOrder {
  readonly userId: string;
  readonly productId: string;
  readonly quantity: number;
}

/**
 * GraphQL calls `orders` once for every user that a query reaches, and knows of no other way: values
 * are resolved field by field (GraphQL, September 2025 §6.4.2).
 */
const withOrders = (user: User) => ({
  ...user,
  orders: (_: unknown, { ordersOf }: ShopReader) => ordersOf.load(user.id),
});
