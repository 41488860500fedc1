import { correct, defineScenario, must, naive } from 'apilab';
import {
  besideJoin,
  contentOf,
  fates,
  ordersIn,
  repetition,
  usersWithOrders,
} from '../parts/checks.ts';
import {
  ADA_BUYS_A_MONITOR,
  FOUR_USERS,
  graphAndClient,
  ORDERS_OF_ADA,
  USERS_WITH_ORDERS,
} from '../parts/graph-and-client.ts';
import { loadersPerRequest } from '../parts/shop-loaders.ts';
import { asFound } from './naive/as-found.ts';
import { globalLoader } from './naive/global-loader.ts';

const USERS = 10;

/** A batch gives each key its own value, and what a loader remembers ends with its request. */
export default defineScenario({
  title: 'Keep the two promises of a DataLoader',
  claim: 'Every key must get its own value, as it is now.',
  covers: ['gql-dataloader-batch'],
  variants: {
    'per-request': correct('A batch puts rows in place by key; each request has its own loaders.'),
    'as-found': naive('The batch functions return rows as the database found them.', [
      'own-orders',
      'failure-alone',
    ]),
    'global-loader': naive('All requests share the loaders, made when the server starts.', [
      'nothing-shared',
    ]),
  },
  checks: {
    'own-orders': must('give every user their own orders', 'lab'),
    'nothing-shared': must("not serve one request from another's cache", 'lab'),
    'failure-alone': must('say which key failed, and fail no other', 'lab'),
    'each-key-once': must('not look up a key twice in one request', 'lab'),
  },

  async play(lab) {
    const readerOf = {
      'per-request': loadersPerRequest,
      'as-found': asFound,
      'global-loader': globalLoader,
    }[lab.variant];
    const graph = { users: USERS * 4, roundTripMs: 1, readerOf };
    const { shop, ask } = await graphAndClient(lab, graph);
    const shows = [lab.database('db', shop)];

    const some = await lab.step(
      'some-users',
      'Ask for ten users and their orders',
      () => ask(USERS_WITH_ORDERS, { first: USERS }),
      { shows },
    );
    const wanted = usersWithOrders(shop.inspect).slice(0, USERS);
    lab.check('own-orders', besideJoin(contentOf(some.answers), wanted), 'right');

    const bought = await lab.step(
      'buy',
      'Ada looks at her orders and buys a monitor',
      async () => {
        await ask(ORDERS_OF_ADA);
        await ask(ADA_BUYS_A_MONITOR);
      },
      { shows },
    );
    const lookAgain = () => ask(ORDERS_OF_ADA);
    const again = await lab.step('look-again', 'She looks again', lookAgain, { shows });
    const before = ordersIn(contentOf(bought.answers));
    lab.check('nothing-shared', ordersIn(contentOf(again.answers)), `${before}, 24900 cents`);

    const four = await lab.step(
      'four-users',
      'Ask for four users: one is not there, one comes twice',
      () => {
        lab.note('294 is a code of GraphQL over HTTP (September 2026); many servers send 200.');
        return ask(FOUR_USERS);
      },
      { shows },
    );
    const expected = 'ada: Ada 1 · nobody: NOT_FOUND · grace: Grace 2 · adaAgain: Ada 1';
    lab.check('failure-alone', fates(contentOf(four.answers)), expected);
    lab.check('each-key-once', repetition(four.statements), 'each key once');
  },
});
