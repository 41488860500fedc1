import type { Clock } from 'apilab';
import type { Database } from 'apilab/parts/shop/database';

/** A parcel that is packed; recording it is what must happen once. */
export interface Shipment {
  record(db: Database): void;
}

/** Packs what an event asks for. */
export type Ship = (event: unknown) => Promise<Shipment>;

/** Nothing in this table keeps a second parcel from leaving for the same order: that is the receiver's work. */
export const createShipments = (db: Database) =>
  db.run(
    'CREATE TABLE IF NOT EXISTS shipments (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL)',
  );

/** A packing table: every parcel takes its time, in milliseconds. */
export function packing({
  clock,
  takesMs,
}: {
  readonly clock: Clock;
  readonly takesMs: number;
}): Ship {
  return async (event) => {
    const orderId = orderOf(event);
    await clock.sleep(takesMs);
    return { record: (db) => db.run('INSERT INTO shipments (order_id) VALUES (?)', [orderId]) };
  };
}

function orderOf(event: unknown): number {
  if (typeof event === 'object' && event !== null && 'data' in event) {
    const { data } = event;
    if (typeof data === 'object' && data !== null && 'orderId' in data) return Number(data.orderId);
  }
  throw new TypeError('the event names no order');
}
