import type { Connection } from 'apilab/parts/shop/connection';

/** What is in an order. */
export interface Line {
  readonly product: string;
  readonly quantity: number;
}

/** Reads the lines of orders; an order without lines has none in the map. */
export type ReadLines = (
  db: Connection,
  orderIds: readonly number[],
) => Promise<ReadonlyMap<number, readonly Line[]>>;

/**
 * The lines of all orders with one statement, and put to their orders here. A join with the orders
 * would do as well, at the price of each order's columns once for each line.
 */
export const linesTogether: ReadLines = async (db, orderIds) => {
  const lines = new Map<number, Line[]>();
  if (orderIds.length === 0) return lines;
  const rows = await db.all(
    `SELECT order_id, product, quantity FROM lines
     WHERE order_id IN (${orderIds.map(() => '?').join(', ')}) ORDER BY order_id, number`,
    orderIds,
  );
  for (const { order_id, product, quantity } of rows) {
    const line = { product: String(product), quantity: Number(quantity) };
    const known = lines.get(Number(order_id));
    if (known) known.push(line);
    else lines.set(Number(order_id), [line]);
  }
  return lines;
};
