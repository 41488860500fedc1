import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { connect } from 'apilab/parts/shop/connection';
import { openDatabase } from 'apilab/parts/shop/database';
import { furnish } from './furnish.ts';
import { type OrdersApiOptions, ordersApi } from './orders-api.ts';
import { INDEXES } from './schema.ts';

const ORDERS = 2000;
const ROUND_TRIP_MS = 20;

interface ServedReading extends Omit<OrdersApiOptions, 'db'> {
  readonly indexes?: string;
}

/** Orders in a database 20 ms away. */
export function servedOrders(
  { clock, use, statements }: LiveLab,
  { indexes = INDEXES, ...how }: ServedReading = {},
): ServerRecipe {
  const db = use(openDatabase());
  furnish(db, { orders: ORDERS, indexes });
  db.watch(statements('api', 'db'));
  return ordersApi({ db: connect(db, { clock, roundTripMs: ROUND_TRIP_MS }), ...how });
}

/** Orders, and what each request asks of the database. */
export default defineServer({
  title: 'Orders, two statements a list',
  about: `${ORDERS} orders in a database that is ${ROUND_TRIP_MS} ms away, there and back.`,

  start: (lab) => servedOrders(lab),

  tryIt: ({ url }) => [
    {
      about: 'a list of ten',
      command: `curl -s -o /dev/null -w '%{http_code} after %{time_total} s\\n' '${url}/orders?limit=10'`,
    },
    {
      about: 'a list of a hundred, for the same two statements',
      command: `curl -s -o /dev/null -w '%{http_code} after %{time_total} s\\n' '${url}/orders?limit=100'`,
    },
    {
      about: 'the last five of one customer',
      command: `curl -i '${url}/customers/Customer3@mail.example/orders?limit=5'`,
    },
    { about: 'more than is given', command: `curl -i '${url}/orders?limit=1000000'` },
  ],

  page: {
    actions: [
      { label: 'Ten orders', script: `await send('GET', '/orders?limit=10');` },
      { label: 'Forty orders', script: `await send('GET', '/orders?limit=40');` },
    ],
  },
});
