import { correct, defineScenario, integer, must, naive } from 'apilab';
import { byAnIndex, costs, eachAtMost, readsFrom, sortedHow, waitOf } from './checks.ts';
import { HALF_AN_INDEX } from './naive/half-an-index.ts';
import { NO_INDEX } from './naive/no-index.ts';
import { oneByOne } from './naive/one-by-one.ts';
import { wrappedColumn } from './naive/wrapped-column.ts';
import { foundHow, lookedAt } from './plans.ts';
import { openOrders, type Reading } from './setting.ts';

const READINGS = {
  together: {},
  'one-by-one': { readLines: oneByOne },
  'wrapped-column': { findCustomer: wrappedColumn },
  'no-index': { indexes: NO_INDEX },
  'half-an-index': { indexes: HALF_AN_INDEX },
} satisfies Readonly<Record<string, Reading>>;

/** What a request costs the database: how many statements, and how many rows each looks at. */
export default defineScenario({
  title: 'Ask the database little, and by an index',
  claim: 'A request costs the same, however long its list and however full the table.',
  covers: ['data-sql-n-plus-1', 'data-index-scan-vs-seek'],
  params: {
    orders: integer({ default: 200, min: 100, max: 20_000, about: 'orders in the table' }),
    roundTripMs: integer({ default: 2, min: 0, max: 200, about: 'ms to the database and back' }),
  },
  variants: {
    together: correct('Lines of all orders at once; an index for what is asked and sorted by.'),
    'one-by-one': naive('A loop over the orders, with a statement in it.', ['statements-bounded']),
    'wrapped-column': naive('lower() around the column that is compared.', ['customer-found']),
    'no-index': naive('A foreign key, and no index for it.', ['orders-found', 'in-order']),
    'half-an-index': naive('An index for the customer, and none for the order.', ['in-order']),
  },
  checks: {
    'statements-bounded': must('run two statements for a list of any length', 'lab'),
    'customer-found': must('find a customer by an index', 'lab'),
    'orders-found': must('find the orders of a customer by an index', 'lab'),
    'in-order': must('read the latest few in order, without a sort', 'lab'),
  },

  async play(lab) {
    const { step } = lab;
    const { orders, roundTripMs } = lab.params;
    const shop = await openOrders(lab, { orders, roundTripMs, reading: READINGS[lab.variant] });
    const { shows, ask, explain } = shop;

    const few = await step('few', 'Ask for the last 10 orders', () => ask('/orders?limit=10'), {
      shows,
    });
    const many = await step('many', 'Ask for the last 40', () => ask('/orders?limit=40'), {
      shows,
    });
    const lists = [
      [10, few],
      [40, many],
    ] as const;
    lab.check('statements-bounded', costs(lists), eachAtMost(2));

    const path = '/customers/Customer3@mail.example/orders?limit=5';
    const one = await step('customer', 'Ask for the last 5 of one customer', () => ask(path), {
      shows,
    });
    const [byEmail, latest] = [readsFrom(one, 'customers'), readsFrom(one, 'orders')];
    const emailPlan = explain(byEmail.sql, byEmail.parameters);
    const plan = explain(latest.sql, latest.parameters);
    lab.table({
      title: 'How the database says it goes about it (EXPLAIN QUERY PLAN)',
      columns: ['asked', 'plan'],
      rows: [
        ['who has this address', emailPlan.join('; ')],
        ['their last 5 orders', plan.join('; ')],
      ],
    });
    lab.check('customer-found', foundHow(emailPlan), byAnIndex);
    lab.check('orders-found', foundHow(plan), byAnIndex);
    lab.check('in-order', sortedHow(plan), 'in order');

    await step(
      'grow',
      'Five times as many orders, of others; ask again',
      async () => {
        shop.grow(4 * orders);
        await ask(path);
      },
      { shows },
    );
    const all = shop.countOrders();
    const counts = { theirs: shop.countOrdersOf(3), limit: 5 };
    lab.table({
      title: 'Orders that are looked at for the last 5 of one customer',
      columns: ['in the table', 'looked at'],
      rows: [orders, all].map((count) => [
        `${count}`,
        `${lookedAt(plan, { ...counts, all: count })}`,
      ]),
    });
    lab.figure('statements for 40 orders', many.statements.length, 'statements');
    lab.figure('wait for 40 orders', waitOf(many), 'ms');
    lab.figure('looked at in the end', lookedAt(plan, { ...counts, all }), 'orders');
  },
});
