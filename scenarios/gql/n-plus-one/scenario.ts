import { correct, defineScenario, integer, must, naive, should } from 'apilab';
import { connect } from 'apilab/parts/shop/connection';
import { openShop } from 'apilab/parts/shop/shop';
import type { FormattedExecutionResult } from 'graphql';
import { graphqlClient } from './graphql-client.ts';
import { besideJoin, usersWithOrders } from './joined-answer.ts';
import { asFound, oneByOne } from './naive-readers.ts';
import { shopGraph } from './shop-graph.ts';
import { shopLoaders } from './shop-loaders.ts';

const USERS_WITH_ORDERS =
  'query Users($first: Int!) { users(first: $first) { id name orders { id cents } } }';
const ORDERS_OF_ADA = 'query Ada { user(id: 1) { orders { cents } } }';
const ADA_BUYS_A_MONITOR = 'mutation Buy { placeOrder(userId: 1, productId: 3) { cents } }';
const FOUR_USERS = `query Four {
  ada: user(id: 1) { name } nobody: user(id: 9999) { name }
  grace: user(id: 2) { name } adaAgain: user(id: 1) { name } }`;

type Answer = FormattedExecutionResult<{
  readonly user?: { readonly orders?: readonly { readonly cents: number }[] } | null;
  readonly placeOrder?: { readonly cents: number } | null;
}>;
type AnswerByName = FormattedExecutionResult<Record<string, { readonly name: string } | null>>;

/** A list of things that each have a list costs two statements, not one for each thing. */
export default defineScenario({
  title: 'Batch N+1 reads with a DataLoader',
  claim: 'A query MUST cost a statement a level, not a statement a row.',
  standard: [] /* no standard; common practice */,
  covers: ['gql-n-plus-1', 'gql-dataloader-batch'],
  params: {
    users: integer({ default: 10, min: 2, max: 200, about: 'how many users are asked for first' }),
    roundTripMs: integer({ default: 1, min: 0, max: 1000, about: 'ms to the database and back' }),
  },
  variants: {
    dataloader: correct('Each request has loaders of its own; they batch what its resolvers ask.'),
    resolver: naive('Each resolver runs its own statement.', ['gql-01', 'gql-05']),
    'global-loader': naive('All requests share the loaders, made when the server starts.', [
      'gql-03',
    ]),
    'as-found': naive('The batch functions return rows as the database found them.', [
      'gql-02',
      'gql-04',
    ]),
  },
  checks: {
    'gql-01': must('run one statement a level, however many users there are', 'lab'),
    'gql-02': must('give, byte for byte, the answer that one JOIN gives', 'lab'),
    'gql-03': must("not serve one request from another's cache", 'lab'),
    'gql-04': must('say which key failed, and fail no other', 'lab'),
    'gql-05': must('not look up a key twice in one request', 'lab'),
  },

  async play({ variant, params, clock, serve, client, use, ...lab }) {
    const { step, note, check, figure, table, statements, wire } = lab;

    const shop = await use(
      openShop({
        users: params.users * 4,
        ordersPerUser: (id) => id % 4, // every fourth user has none yet
        onStatement: statements('api', 'db'),
      }),
    );
    const db = connect(shop, { clock, roundTripMs: params.roundTripMs });
    const shared = shopLoaders(db);
    const reader = {
      dataloader: () => shopLoaders(db),
      resolver: () => oneByOne(db),
      'global-loader': () => shared,
      'as-found': () => asFound(db),
    }[variant];
    const api = await serve('api', shopGraph({ db, reader }));
    const ask = graphqlClient({ url: `${api.url}/graphql`, fetch: client() });
    const lastAnswer = () => wire.responses('api').at(-1)?.content.text ?? '{}';

    /** Asks for so many users, and keeps the answer beside what it cost. */
    function askForUsers(users: number) {
      const began = clock.now();
      const before = wire.statements('api').length;
      return step(
        'ask-for-some-users-and-their-orders',
        `Ask for ${users} users and their orders`,
        async () => {
          if (before === 0) {
            note(
              'Fields resolve one by one (GraphQL, September 2025 §6.4); no standard says how to batch ' +
                `what they read. Each statement takes ${params.roundTripMs} ms to the database and back.`,
            );
          }
          await ask(USERS_WITH_ORDERS, { first: users });
          const ran = wire.statements('api').slice(before);
          return { users, ran, timeMs: clock.now() - began, answer: lastAnswer() };
        },
      );
    }

    const { users } = params;
    const rounds = [
      await askForUsers(users),
      await askForUsers(users * 2),
      await askForUsers(users * 4),
    ];
    const counts = rounds.map(({ ran }) => ran.length);
    check('gql-01', counts, [2, 2, 2]);

    const joined = await step(
      'read-the-same-with-one-join-past-the-api',
      'Read the same with one JOIN, past the API',
      () => {
        shop.watch(statements('auditor', 'db'));
        const everyone = usersWithOrders(shop);
        shop.watch(statements('api', 'db'));
        return everyone;
      },
    );
    const verdicts = rounds.map((round) => besideJoin(round.answer, joined.slice(0, round.users)));
    check('gql-02', verdicts, ['equal', 'equal', 'equal']);

    /** Asks for Ada, and gives the answer as the wire carried it. */
    async function askForAda(query: string): Promise<Answer> {
      await ask(query);
      return JSON.parse(lastAnswer());
    }
    const centsOf = ({ data }: Answer) => data?.user?.orders?.map(({ cents }) => cents) ?? [];

    const first = await step('ada-looks-at-her-orders', 'Ada looks at her orders', () =>
      askForAda(ORDERS_OF_ADA),
    );
    const bought = await step('she-buys-a-monitor', 'She buys a monitor', () =>
      askForAda(ADA_BUYS_A_MONITOR),
    );
    const second = await step('she-looks-again', 'She looks again', () => askForAda(ORDERS_OF_ADA));
    check('gql-03', centsOf(second), [...centsOf(first), bought.data?.placeOrder?.cents]);

    const before = wire.statements('api').length;
    await step(
      'ask-for-four-users-one-is-not-there-one-comes-twice',
      'Ask for four users: one is not there, one comes twice',
      async () => {
        note('294 is a code of GraphQL over HTTP (September 2026); many servers send 200.');
        await ask(FOUR_USERS);
      },
    );
    const { data, errors }: AnswerByName = JSON.parse(lastAnswer());
    const fates = Object.entries(data ?? {}).map(([name, user]) => {
      const error = errors?.find(({ path }) => path?.[0] === name);
      return user?.name ?? error?.extensions?.code ?? 'failed';
    });
    check('gql-04', fates, ['Ada 1', 'NOT_FOUND', 'Grace 2', 'Ada 1']);

    const keys = wire
      .statements('api')
      .slice(before)
      .flatMap(({ parameters }) => parameters);
    const repeated = keys.filter((key, n) => keys.indexOf(key) < n);
    check('gql-05', repeated, []);

    table({
      title: 'What an answer costs',
      columns: ['users', 'statements', 'rows', 'lab time', 'beside the JOIN'],
      rows: rounds.map(({ users, ran, timeMs }, n) => [
        `${users}`,
        `${ran.length}`,
        `${ran.reduce((sum, { rows }) => sum + rows, 0)}`,
        `${timeMs} ms`,
        `${verdicts[n]}`,
      ]),
    });
    const total = counts.reduce((sum, count) => sum + count);
    figure('statements', total, '');
  },
});
