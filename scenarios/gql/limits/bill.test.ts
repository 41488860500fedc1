import type { Clock } from 'apilab';
import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { billOf } from './bill.ts';
import { limitedGraph, schema } from './limited-graph.ts';
import { TARIFF } from './limits.ts';
import { orderStore } from './order-store.ts';
import { DEEP, FOLDED, LONG, logins, USUAL, WIDE } from './queries.ts';

/** A clock that stands still: nothing that waits for it is asked for here. */
const stillClock = (): Clock => ({
  now: () => 0,
  date: () => new Date(0),
  sleep: () => new Promise(() => {}),
  setTimer: () => ({ cancel: () => {} }),
});

const billed = (query: string, variables = {}) => {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  return billOf({ schema, document, variables }, TARIFF);
};

describe('billOf', () => {
  test.each([
    [USUAL, 3, 9],
    [DEEP, 11, 10],
    [FOLDED, 11, 10],
    [WIDE, 4, 420],
    [logins(10), 1, 200],
    ['{ users(first: 0) { orders { id } } }', 3, 0],
    ['{ users(first: 4) { orders { id } } }', 3, 24],
    ['{ user(id: 1) { name ... on User { ... { orders(first: 2) { id } } } } }', 3, 3],
    ['{ __typename }', 1, 0],
    ['{ __schema { types { fields { type { name } } } } }', 5, 1 + 10 + 100 + 100],
  ])('%s has %i levels and %i points', (query, depth, points) => {
    expect(billed(query)).toEqual({ depth, points, wrongLengths: [] });
  });

  test('counts a fragment wherever it is spread, and works it out once', () => {
    // Each fragment spreads the next one twice: 2^60 objects in some two thousand tokens.
    const fragments = Array.from({ length: 60 }, (_, n) => {
      const next = n < 59 ? `...F${n + 1}` : 'id';
      return `fragment F${n} on User { a${n}: orders(first: 1) { user { ${next} } } b${n}: orders(first: 1) { user { ${next} } } }`;
    });
    const document = parse(`{ user(id: 1) { ...F0 } } ${fragments.join(' ')}`);
    const bill = billOf({ schema, document }, TARIFF);
    expect(bill).toMatchObject({ depth: 122 });
    expect(bill?.points).toBe(Number.MAX_SAFE_INTEGER);
  });

  test.each([[1_000_000], [101], [-1]])('takes no list of %i', (n) => {
    expect(billed(LONG, { n })?.wrongLengths).toHaveLength(1);
  });

  test('leaves to execution what does not fit', () => {
    expect(billed(LONG, { n: 'all' })).toBeUndefined();
    const document = parse('query A { __typename } query B { __typename }');
    expect(billOf({ schema, document }, TARIFF)).toBeUndefined();
    expect(billOf({ schema, document, operationName: 'C' }, TARIFF)).toBeUndefined();
  });

  test('is never below what a query loads', async () => {
    const first = fc.integer({ min: 0, max: 4 });
    const { orders } = fc.letrec<{ user: string; orders: string }>((tie) => ({
      user: fc.oneof({ depthSize: 'small' }, fc.constant('name'), tie('orders')),
      orders: fc
        .tuple(
          first,
          fc.oneof(
            { depthSize: 'small' },
            fc.constant('id'),
            tie('user').map((inside) => `user { ${inside} }`),
          ),
        )
        .map(([n, inside]) => `orders(first: ${n}) { ${inside} }`),
    }));
    const query = fc.tuple(first, fc.array(orders, { maxLength: 1 })).map(([n, inside]) => {
      return `{ users(first: ${n}) { id ${inside.join(' ')} } user(id: 3) { ${inside.join(' ') || 'id'} } }`;
    });
    const clock = stillClock();
    await fc.assert(
      fc.asyncProperty(query, async (text) => {
        const store = orderStore(clock);
        const app = limitedGraph({ store, clock, rules: () => [] });
        const headers = { 'content-type': 'application/json' };
        const response = await app.request('/graphql', {
          method: 'POST',
          headers,
          body: JSON.stringify({ query: text }),
        });
        expect(response.status).toBe(200);
        expect(store.counts.loaded).toBeLessThanOrEqual(billed(text)?.points ?? 0);
      }),
      { numRuns: 60 },
    );
  });
});
