import { play, type TranscriptEvent } from 'apilab/testing';
import { describe, expect, test } from 'vitest';
import nPlusOne from './scenario.ts';

async function played(variant: string, set: Readonly<Record<string, string>> = {}) {
  const events: TranscriptEvent[] = [];
  const outcome = await play(nPlusOne, {
    group: 'gql',
    variant,
    set,
    emit: (event) => events.push(event),
  });
  const broken = events.flatMap((event) =>
    event.type === 'check' && !event.holds ? [event.id] : [],
  );
  const rows = events.flatMap((event) => (event.type === 'table' ? event.rows : []));
  const statements = events.filter((event) => event.type === 'query' && event.client === 'api');
  return { outcome, broken, rows, statements };
}

describe('graphql-n-plus-one', () => {
  test('with loaders, an answer costs two statements, however many users it names', async () => {
    const { outcome, broken, rows } = await played('dataloader');
    expect(outcome).toEqual({ asPredicted: true });
    expect(broken).toEqual([]);
    expect(rows).toEqual([
      ['10', '2', '30', '2 ms', 'equal'],
      ['20', '2', '55', '2 ms', 'equal'],
      ['40', '2', '100', '2 ms', 'equal'],
    ]);
  });

  test('with a statement a resolver, it costs one and one more for each user', async () => {
    const { outcome, broken, rows } = await played('resolver');
    expect(outcome).toEqual({ asPredicted: true });
    expect(broken).toEqual(['GQL-01', 'GQL-05']);
    expect(rows).toEqual([
      ['10', '11', '30', '11 ms', 'equal'],
      ['20', '21', '55', '21 ms', 'equal'],
      ['40', '41', '100', '41 ms', 'equal'],
    ]);
  });

  test('with loaders for all requests, what was bought is missing from the next answer', async () => {
    const { outcome, broken, statements } = await played('global-loader');
    expect(outcome).toEqual({ asPredicted: true });
    expect(broken).toEqual(['GQL-03']);
    const readsAfterTheOrder = statements.slice(-1);
    expect(readsAfterTheOrder).toMatchObject([{ parameters: [9999, 2] }]);
  });

  test('with values as the database found them, users get the orders of others', async () => {
    const { outcome, broken, rows } = await played('as-found');
    expect(outcome).toEqual({ asPredicted: true });
    expect(broken).toEqual(['GQL-02', 'GQL-04']);
    expect(rows.map((row) => row.at(-1))).toEqual(['7 wrong', '17 wrong', '40 failed']);
  });

  test('a way twice as long takes a resolver for each user twice as long', async () => {
    const { outcome, rows } = await played('resolver', { users: '5', roundTripMs: '2' });
    expect(outcome).toEqual({ asPredicted: true });
    expect(rows.map((row) => row[3])).toEqual(['12 ms', '22 ms', '42 ms']);
  });

  test.each(Object.keys(nPlusOne.variants))(
    '%s plays as predicted with 2 and 200',
    async (name) => {
      for (const users of ['2', '200']) {
        expect((await played(name, { users, roundTripMs: '0' })).outcome).toEqual({
          asPredicted: true,
        });
      }
    },
  );
});
