import { defineServer } from 'apilab';
import { limitedGraph } from './limited-graph.ts';
import { orderStore } from './order-store.ts';
import { DEEP, logins, WIDE } from './queries.ts';

/** A graph that strangers may query. */
export default defineServer({
  title: 'A graph with limits',
  about: 'POST /graphql; 8 levels, 200 points, lists of 100, 2 seconds, 5 logins a minute.',
  standard: 'graphql-http §Validation',
  focus: ['content-type'],

  start: ({ clock }) => limitedGraph({ store: orderStore(clock), clock }),

  tryIt: ({ url }) => {
    const ask = (query: string) =>
      `curl -i ${url}/graphql -H 'Accept: application/graphql-response+json' --json '${JSON.stringify({ query })}'`;
    return [
      {
        about: 'two users and an order of each',
        command: ask('{ users(first: 2) { orders(first: 1) { cents } } }'),
      },
      { about: 'too much: 420 points', command: ask(WIDE) },
      { about: 'too deep: eleven levels', command: ask(DEEP.replaceAll(/\s+/g, ' ')) },
      { about: 'a list that is too long', command: ask('{ users(first: 1000000) { id } }') },
      { about: 'eight logins in one request, of which five are made', command: ask(logins(8)) },
      { about: 'what takes ten seconds, cut after two', command: ask('{ turnover }') },
    ];
  },
});
