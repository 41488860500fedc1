import type { Lab } from 'apilab';
import { connect } from 'apilab/parts/shop/connection';
import { openDatabase } from 'apilab/parts/shop/database';
import { addOrders, furnish } from './furnish.ts';
import { type OrdersApiOptions, ordersApi } from './orders-api.ts';
import { planOf } from './plans.ts';
import { INDEXES } from './schema.ts';

/** How the orders are read, and with which indexes. */
export interface Reading extends Omit<OrdersApiOptions, 'db'> {
  readonly indexes?: string;
}

export interface SettingOptions {
  readonly orders: number;
  readonly roundTripMs: number;
  readonly reading: Reading;
}

/** Starts the API with its database, a round trip away. */
export async function openOrders(lab: Lab, { orders, roundTripMs, reading }: SettingOptions) {
  const { indexes = INDEXES, ...how } = reading;
  const db = await lab.use(openDatabase());
  furnish(db, { orders, indexes });
  const connection = connect(db, { clock: lab.clock, roundTripMs });
  await lab.serve('api', ordersApi({ db: connection, ...how }));
  const { fetch } = lab.party('client');

  return {
    shows: [lab.database('db', db)],
    async ask(path: string): Promise<void> {
      const response = await fetch(`http://api${path}`);
      await response.arrayBuffer();
    },
    grow: (more: number) => addOrders(db, more),
    countOrders: () => Number(db.inspect('SELECT count(*) AS n FROM orders')[0]?.n),
    countOrdersOf: (customer: number) =>
      Number(
        db.inspect('SELECT count(*) AS n FROM orders WHERE customer_id = ?', [customer])[0]?.n,
      ),
    /** Asks the database itself how it goes about a statement. */
    explain: (sql: string, parameters: Parameters<typeof planOf>[2]) =>
      planOf(db.inspect, sql, parameters),
  };
}
