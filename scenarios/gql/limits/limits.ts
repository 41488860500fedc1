import { GraphQLError } from 'graphql';
import type { ValidRequest } from '../parts/graphql-endpoint.ts';
import { type BillOf, billOf, type Tariff } from './bill.ts';

/** What one operation may ask for. A login costs as much as 20 objects: so 10 of them go in one. */
export const MOST_DEPTH = 8;
export const MOST_POINTS = 200;
export const TARIFF: Tariff = {
  mostFirst: 100,
  assumedLength: 10,
  weights: { 'Mutation.login': 20, 'Query.turnover': 100 },
};

/** Which valid requests are not executed, and why. */
export type Rules = (request: ValidRequest) => readonly GraphQLError[];

/** Refuses what is too deep, too long or too much, and says so with numbers: a client can ask for less. */
export const withinLimits =
  (bill: BillOf = billOf): Rules =>
  (request) => {
    const { depth = 0, points = 0, wrongLengths = [] } = bill(request, TARIFF) ?? {};
    if (wrongLengths.length > 0) return wrongLengths;
    if (depth > MOST_DEPTH) return [tooMuch('DEPTH', 'levels', depth, MOST_DEPTH)];
    if (points > MOST_POINTS) return [tooMuch('COST', 'points', points, MOST_POINTS)];
    return [];
  };

function tooMuch(code: string, unit: string, asked: number, most: number): GraphQLError {
  const message = `This query has ${asked} ${unit}, and may have ${most}`;
  return new GraphQLError(message, { extensions: { code, asked, most } });
}
