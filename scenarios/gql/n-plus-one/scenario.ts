import { correct, defineScenario, integer, must, naive } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import { besideJoin, costOf, usersWithOrders } from '../parts/checks.ts';
import { graphAndClient, USERS_WITH_ORDERS } from '../parts/graph-and-client.ts';
import { loadersPerRequest } from '../parts/shop-loaders.ts';
import { resolver } from './naive/resolver.ts';

/** A list of things that each have a list costs two statements, not one for each thing. */
export default defineScenario({
  title: 'Batch N+1 reads with a DataLoader',
  claim: 'A query must cost one statement a level, not one a row.',
  covers: ['gql-n-plus-1'],
  params: {
    users: integer({ default: 10, min: 2, max: 50, about: 'how many users are asked for first' }),
    roundTripMs: integer({ default: 1, min: 0, max: 1000, about: 'ms to the database and back' }),
  },
  variants: {
    dataloader: correct('Loaders collect what the resolvers of a level ask for.'),
    resolver: naive('Each resolver runs its own statement.', ['one-statement-a-level']),
  },
  checks: {
    'one-statement-a-level': must('run one statement a level, however many users there are', 'lab'),
    'equals-a-join': must('give, byte for byte, the answer that one JOIN gives', 'lab'),
  },

  async play(lab) {
    const { users, roundTripMs } = lab.params;
    const readerOf = { dataloader: loadersPerRequest, resolver }[lab.variant];
    const { shop, ask } = await graphAndClient(lab, { users: users * 4, roundTripMs, readerOf });
    const shows = [lab.database('db', shop)];
    const askFor = (count: number) => ask(USERS_WITH_ORDERS, { first: count });

    const some = await lab.step(
      'some-users',
      'Ask for some users and their orders',
      () => {
        lab.note(`The database is ${roundTripMs} ms away, there and back.`);
        return askFor(users);
      },
      { shows },
    );
    const twice = () => askFor(users * 2);
    const more = await lab.step('twice-as-many', 'Ask for twice as many', twice, { shows });
    const fourTimes = () => askFor(users * 4);
    const most = await lab.step('four-times-as-many', 'Ask for four times as many', fourTimes, {
      shows,
    });
    const rounds = [some, more, most].map((step, n) => ({
      ...costOf(step),
      count: users * 2 ** n,
    }));
    const costs = rounds.map(({ statements }) => counted(statements.length, 'statement'));
    const each = (word: string) => listed(...rounds.map(() => word));
    lab.check('one-statement-a-level', listed(...costs), each('2 statements'));

    const auditor = lab.database('db', shop, { client: 'auditor' });
    const joined = await lab.step(
      'join',
      'Read the same with one JOIN, past the API',
      () => usersWithOrders(shop.all),
      { shows: [auditor] },
    );
    const verdicts = rounds.map(({ answer, count }) =>
      besideJoin(answer, joined.result.slice(0, count)),
    );
    lab.check('equals-a-join', listed(...verdicts), each('right'));

    lab.table({
      title: 'What an answer costs',
      columns: ['users', 'statements', 'rows', 'lab time'],
      rows: rounds.map(({ count, statements, timeMs }) => [
        `${count}`,
        `${statements.length}`,
        `${statements.reduce((sum, { rows }) => sum + rows, 0)}`,
        `${timeMs} ms`,
      ]),
    });
    const total = rounds.reduce((sum, { statements }) => sum + statements.length, 0);
    lab.figure('statements', total, '');
  },
});
