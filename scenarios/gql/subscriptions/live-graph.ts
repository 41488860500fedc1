import {
  buildSchema,
  type ExecutionArgs,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { type Follow, untilReturned } from './follow.ts';
import type { PriceFeed } from './price-feed.ts';

const schema = buildSchema(`
  type Query {
    stocks: [String!]!
  }

  type Subscription {
    "Each price of a stock, from now on."
    price(stock: String!): Price!
  }

  type Price {
    stock: String!
    "The price in cents."
    cents: Int!
    number: Int!
  }
`);

const STOCKS = ['ABC', 'XYZ'];
/** The most tokens of a document. */
const MOST_TOKENS = 200;

export interface GraphRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** Prices that can be subscribed to. */
export function liveGraph(feed: PriceFeed, follow: Follow = untilReturned) {
  const rootValue = {
    stocks: () => STOCKS,
    price({ stock }: { readonly stock: string }) {
      if (!STOCKS.includes(stock)) throw new GraphQLError('There is no such stock');
      return follow(feed, stock);
    },
  };
  const rules = [...specifiedRules, NoSchemaIntrospectionCustomRule];

  return {
    /** What is to be executed, or why it is not: a request that is wrong costs nobody but its sender. */
    prepare({ query, operationName, variables }: GraphRequest): ExecutionArgs | GraphQLError[] {
      try {
        const document = parse(query, { maxTokens: MOST_TOKENS });
        const errors = validate(schema, document, rules);
        if (errors.length > 0) return [...errors];
        const named = operationName === undefined ? {} : { operationName };
        return { schema, document, rootValue, variableValues: variables, ...named };
      } catch (error) {
        return [error instanceof GraphQLError ? error : new GraphQLError('The query is wrong')];
      }
    },
  };
}

export type LiveGraph = ReturnType<typeof liveGraph>;
