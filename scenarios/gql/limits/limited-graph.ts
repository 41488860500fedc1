import type { Clock, Timer } from 'apilab';
import { buildSchema, GraphQLError } from 'graphql';
import { Hono } from 'hono';
import { graphqlEndpoint } from '../parts/graphql-endpoint.ts';
import { type Attempts, attemptsPerAccount } from './attempts.ts';
import { type Rules, withinLimits } from './limits.ts';
import type { OrderStore, StoredOrder, StoredUser } from './order-store.ts';
import { type SumUp, sumWhileWanted } from './turnover.ts';

export const schema = buildSchema(`
  type Query {
    users(first: Int!): [User!]!
    user(id: ID!): User
    "What all orders come to, in cents. Slow."
    turnover: Int
  }

  type Mutation {
    "Whether this is the PIN of somebody of this name."
    login(name: String!, pin: String!): Boolean
  }

  type User {
    id: ID!
    name: String!
    orders(first: Int! = 5): [Order!]!
  }

  type Order {
    id: ID!
    cents: Int!
    user: User
  }
`);

/** How long one request may take, and how many logins an account has. */
export const BUDGET_MS = 2000;
export const MOST_LOGINS = { most: 5, windowMs: 60_000 };

export interface LimitedGraphOptions {
  readonly store: OrderStore;
  readonly clock: Clock;
  readonly rules?: Rules;
  readonly attempts?: Attempts;
  readonly sumUp?: SumUp;
  /** How long a document may be. */
  readonly mostTokens?: number;
}

/** What is made for each request: when it is aborted, nobody waits for an answer any more. */
interface Budget {
  readonly signal: AbortSignal;
  readonly timer: Timer;
}

/** A graph that strangers may query: every way to make it work hard has a limit. */
export function limitedGraph({
  store,
  clock,
  rules = withinLimits(),
  attempts = attemptsPerAccount(MOST_LOGINS, clock),
  sumUp = sumWhileWanted,
  mostTokens,
}: LimitedGraphOptions): Hono {
  const withOrders = (user: StoredUser) => ({
    ...user,
    orders: ({ first }: { readonly first: number }) => store.ordersOf(user.id, first).map(withUser),
  });
  const withUser = (order: StoredOrder) => ({ ...order, user: () => userOf(order.userId) });
  const userOf = (id: number) => {
    const user = store.user(id);
    return user && withOrders(user);
  };

  const rootValue = {
    users: ({ first }: { readonly first: number }) => store.users(first).map(withOrders),
    user: ({ id }: { readonly id: string }) => userOf(Number(id)),
    turnover: (_: unknown, { signal }: Budget) => sumUp(store, signal),
    login({ name, pin }: { readonly name: string; readonly pin: string }) {
      if (attempts.begin(name)) return store.isPinOf(name, pin);
      throw new GraphQLError('Too many logins', { extensions: { code: 'TOO_MANY_ATTEMPTS' } });
    },
  };

  const openBudget = (): Budget => {
    const spent = new AbortController();
    const timer = clock.setTimer(BUDGET_MS, () => {
      const extensions = { code: 'TIMEOUT' };
      spent.abort(new GraphQLError(`Not ready after ${BUDGET_MS} ms`, { extensions }));
    });
    return { signal: spent.signal, timer };
  };

  const app = new Hono();
  app.onError((_, c) => c.text('The server failed', 500));
  const endpoint = graphqlEndpoint({
    schema,
    rootValue,
    rules,
    context: openBudget,
    done: ({ timer }) => timer.cancel(),
    ...(mostTokens && { mostTokens }),
  });
  return app.all('/graphql', endpoint);
}
