import { correct, defineScenario, integer, must, naive } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import { besideJoin, contentOf, fates, ordersIn, repetition, usersWithOrders } from './checks.ts';
import { asFound } from './naive/as-found.ts';
import { globalLoader } from './naive/global-loader.ts';
import { resolver } from './naive/resolver.ts';
import {
  ADA_BUYS_A_MONITOR,
  FOUR_USERS,
  graphAndClient,
  ORDERS_OF_ADA,
  USERS_WITH_ORDERS,
} from './setting.ts';
import { loadersPerRequest } from './shop-loaders.ts';

/** A list of things that each have a list costs two statements, not one for each thing. */
export default defineScenario({
  title: 'Batch N+1 reads with a DataLoader',
  claim: 'A query must cost one statement a level, not one a row.',
  covers: ['gql-n-plus-1', 'gql-dataloader-batch'],
  params: {
    users: integer({ default: 10, min: 2, max: 50, about: 'how many users are asked for first' }),
    roundTripMs: integer({ default: 1, min: 0, max: 1000, about: 'ms to the database and back' }),
  },
  variants: {
    dataloader: correct('Each request has loaders of its own; they batch what its resolvers ask.'),
    resolver: naive('Each resolver runs its own statement.', [
      'one-statement-a-level',
      'each-key-once',
    ]),
    'global-loader': naive('All requests share the loaders, made when the server starts.', [
      'nothing-shared',
    ]),
    'as-found': naive('The batch functions return rows as the database found them.', [
      'equals-a-join',
      'failure-alone',
    ]),
  },
  checks: {
    'one-statement-a-level': must('run one statement a level, however many users there are', 'lab'),
    'equals-a-join': must('give, byte for byte, the answer that one JOIN gives', 'lab'),
    'nothing-shared': must("not serve one request from another's cache", 'lab'),
    'failure-alone': must('say which key failed, and fail no other', 'lab'),
    'each-key-once': must('not look up a key twice in one request', 'lab'),
  },

  async play(lab) {
    const { clock, params } = lab;
    const readers = { dataloader: loadersPerRequest, resolver, 'global-loader': globalLoader };
    const readerOf = { ...readers, 'as-found': asFound }[lab.variant];
    const { users, roundTripMs } = params;
    const { shop, ask } = await graphAndClient(lab, { users: users * 4, roundTripMs, readerOf });
    let db = lab.database('db', shop);

    /** Asks for so many users, and keeps the answer beside what it cost. */
    async function askFor(id: string, count: number) {
      const began = clock.now();
      const { answers, statements } = await lab.step(
        id,
        `Ask for ${count} users and their orders`,
        () => {
          if (count === users) lab.note(`The database is ${roundTripMs} ms away, there and back.`);
          return ask(USERS_WITH_ORDERS, { first: count });
        },
        { shows: [db] },
      );
      return { count, statements, timeMs: clock.now() - began, answer: contentOf(answers) };
    }
    const rounds = [
      await askFor('some-users', users),
      await askFor('twice-as-many', users * 2),
      await askFor('four-times-as-many', users * 4),
    ];
    const costs = rounds.map(({ statements }) => counted(statements.length, 'statement'));
    const each = (word: string) => listed(...rounds.map(() => word));
    lab.check('one-statement-a-level', listed(...costs), each('2 statements'));

    const auditor = lab.database('db', shop, { client: 'auditor' });
    const joined = await lab.step(
      'join',
      'Read the same with one JOIN, past the API',
      () => usersWithOrders(shop),
      { shows: [auditor] },
    );
    const verdicts = rounds.map(({ answer, count }) =>
      besideJoin(answer, joined.result.slice(0, count)),
    );
    lab.check('equals-a-join', listed(...verdicts), each('equal'));

    db = lab.database('db', shop);
    const bought = await lab.step(
      'buy',
      'Ada looks at her orders and buys a monitor',
      async () => {
        await ask(ORDERS_OF_ADA);
        await ask(ADA_BUYS_A_MONITOR);
      },
      { shows: [db] },
    );
    const again = await lab.step('look-again', 'She looks again', () => ask(ORDERS_OF_ADA), {
      shows: [db],
    });
    const before = ordersIn(contentOf(bought.answers));
    lab.check('nothing-shared', ordersIn(contentOf(again.answers)), `${before}, 24900 cents`);

    const four = await lab.step(
      'four-users',
      'Ask for four users: one is not there, one comes twice',
      () => {
        lab.note('294 is a code of GraphQL over HTTP (September 2026); many servers send 200.');
        return ask(FOUR_USERS);
      },
      { shows: [db] },
    );
    const wanted = 'ada: Ada 1 · nobody: NOT_FOUND · grace: Grace 2 · adaAgain: Ada 1';
    lab.check('failure-alone', fates(contentOf(four.answers)), wanted);
    lab.check('each-key-once', repetition(four.statements), 'each key once');

    lab.table({
      title: 'What an answer costs',
      columns: ['users', 'statements', 'rows', 'lab time', 'beside the JOIN'],
      rows: rounds.map(({ count, statements, timeMs }, n) => [
        `${count}`,
        `${statements.length}`,
        `${statements.reduce((sum, { rows }) => sum + rows, 0)}`,
        `${timeMs} ms`,
        `${verdicts[n]}`,
      ]),
    });
    const total = rounds.reduce((sum, { statements }) => sum + statements.length, 0);
    lab.figure('statements', total, '');
  },
});
