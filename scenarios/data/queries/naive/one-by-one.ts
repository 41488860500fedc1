import type { Line, ReadLines } from '../details.ts';

/** A loop over the orders, and a statement in it: one for the list, and one more for each order. */
export const oneByOne: ReadLines = async (db, orderIds) => {
  const lines = new Map<number, readonly Line[]>();
  for (const id of orderIds) {
    const rows = await db.all(
      'SELECT product, quantity FROM lines WHERE order_id = ? ORDER BY number',
      [id],
    );
    lines.set(
      id,
      rows.map(({ product, quantity }) => ({
        product: String(product),
        quantity: Number(quantity),
      })),
    );
  }
  return lines;
};
