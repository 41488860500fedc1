import type { Clock } from 'apilab';
import type { Database } from 'apilab/parts/shop/database';
import { type Effect, type Handlers, memberOf, UnreadableEvent } from './events.ts';

/** Nothing in this table keeps a second parcel from leaving for the same order: that is the receiver's work. */
const SCHEMA =
  'CREATE TABLE IF NOT EXISTS shipments (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL)';

export interface PackingOptions {
  readonly db: Database;
  readonly clock: Clock;
  /** How long a parcel takes, in milliseconds. */
  readonly takesMs: number;
}

/** A packing table: for each order that is paid, a parcel leaves. */
export function packing({ db, clock, takesMs }: PackingOptions): Handlers {
  db.create(SCHEMA);
  return {
    async 'order.paid'(data): Promise<Effect> {
      const orderId = memberOf(data, 'orderId');
      if (typeof orderId !== 'number' || !Number.isSafeInteger(orderId)) {
        throw new UnreadableEvent('the event names no order');
      }
      await clock.sleep(takesMs);
      return (db) => void db.run('INSERT INTO shipments (order_id) VALUES (?)', [orderId]);
    },
  };
}
