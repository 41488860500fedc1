import type { Clock } from 'apilab';
import { getIntrospectionQuery } from 'graphql';
import { describe, expect, test } from 'vitest';
import { attemptsPerAccount } from './attempts.ts';
import { limitedGraph } from './limited-graph.ts';
import { orderStore } from './order-store.ts';
import { DEEP, logins, USUAL, WIDE } from './queries.ts';

/** A clock that stands still: nothing that waits for it is asked for here. */
const stillClock = (): Clock => ({
  now: () => 0,
  date: () => new Date(0),
  sleep: () => new Promise(() => {}),
  setTimer: () => ({ cancel: () => {} }),
});

const JSON_TYPE = { 'content-type': 'application/json' };

/** The graph on a store of its own, reached without a network. */
function openGraph() {
  const clock = stillClock();
  const store = orderStore(clock);
  const app = limitedGraph({ store, clock });
  const send = (body: string) =>
    app.request('/graphql', { method: 'POST', headers: JSON_TYPE, body });
  const ask = async (query: string) => {
    const response = await send(JSON.stringify({ query }));
    return { status: response.status, body: await response.json() };
  };
  return { app, store, send, ask };
}

describe('a graph with limits', () => {
  test('answers what is within them', async () => {
    const { ask, store } = openGraph();
    expect((await ask(USUAL)).status).toBe(200);
    expect(store.counts.loaded).toBe(9);
  });

  test.each([
    [WIDE, 'COST'],
    [DEEP, 'DEPTH'],
    ['{ users(first: 101) { id } }', 'LIST_LENGTH'],
    [getIntrospectionQuery(), 'DEPTH'],
  ])('loads nothing for %.40s', async (query, code) => {
    const { ask, store } = openGraph();
    const { status, body } = await ask(query);
    expect(status).toBe(422);
    expect(body).toMatchObject({ errors: [{ extensions: { code } }] });
    expect(store.counts.loaded).toBe(0);
  });

  test('lets five logins through, in whatever requests they come', async () => {
    const { ask, store } = openGraph();
    for (let n = 0; n < 4; n++) await ask(logins(3, 3 * n));
    expect(store.counts.attempts).toBe(5);
  });

  test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND'])(
    'refuses %s',
    async (method) => {
      const response = await openGraph().app.request('/graphql', { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('POST');
    },
  );

  test.each([
    ['{', 400],
    ['', 400],
    ['null', 422],
    ['[]', 422],
    ['[{"query":"{ __typename }"}]', 422],
    ['{"query":1}', 422],
    ['{"query":"{ __typename }","variables":[]}', 422],
    ['{"query":"{ users(first: 99999999999) { id } }"}', 422],
    ['{"query":"query ($n: Int!) { users(first: $n) { id } }"}', 422],
    ['{"query":"query ($n: Int!) { users(first: $n) { id } }","variables":{"n":1e400}}', 422],
    ['{"query":"{ ...F } fragment F on Query { ...F }"}', 422],
    [JSON.stringify({ query: `{ ${'a'.repeat(70_000)} }` }), 413],
    [JSON.stringify({ query: '{ '.repeat(20_000) }), 400],
    [JSON.stringify({ query: logins(200) }), 400],
  ])('answers %.60s with %i', async (body, status) => {
    const { send, store } = openGraph();
    expect((await send(body)).status).toBe(status);
    expect(store.counts).toEqual({ loaded: 0, pages: 0, attempts: 0 });
  });
});

describe('attempts', () => {
  test('are forgotten after the window, and no earlier', async () => {
    const clock = { time: 0, now: () => clock.time };
    const attempts = attemptsPerAccount({ most: 2, windowMs: 1000 }, clock);
    const at = (time: number) => {
      clock.time = time;
      return attempts.begin('Ada');
    };
    expect([0, 500, 999, 1000, 1001, 1499, 1500].map(at)).toEqual([
      ...[true, true, false, true, false, false, true],
    ]);
    expect(attempts.begin('Grace')).toBe(true);
  });

  test('of invented names do not fill the memory', () => {
    const clock = { time: 0, now: () => clock.time };
    const attempts = attemptsPerAccount({ most: 2, windowMs: 1000 }, clock);
    const begun = Array.from({ length: 10_001 }, (_, n) => attempts.begin(`n${n}`));
    expect(begun.filter((isBegun) => isBegun)).toHaveLength(10_000);
    clock.time = 1000;
    expect(attempts.begin('Ada')).toBe(true);
  });
});
