import type { Connection } from 'apilab/parts/shop/connection';

/** A product as it is stored. */
export interface Product {
  readonly name: string;
  readonly stock: number;
  readonly version: number;
}

/** Reads a product, if it is there. */
export async function readProduct(db: Connection, id: number): Promise<Product | undefined> {
  const [row] = await db.all('SELECT name, stock, version FROM products WHERE id = ?', [id]);
  return row && { name: String(row.name), stock: Number(row.stock), version: Number(row.version) };
}

/** Renames a product if it still has that version; the next version, or `stale` if it has another. */
export type Rename = (
  db: Connection,
  id: number,
  to: { readonly name: string; readonly version: number },
) => Promise<number | 'stale'>;

/** The version is a part of the condition: if somebody was faster, no row is changed. */
export const renameIfUnchanged: Rename = async (db, id, { name, version }) => {
  const [row] = await db.all(
    'UPDATE products SET name = ?, version = version + 1 WHERE id = ? AND version = ? RETURNING version',
    [name, id, version],
  );
  return row ? Number(row.version) : 'stale';
};

/** Takes one from the stock; how many are left, or `none` if there was none. */
export type TakeOne = (db: Connection, id: number) => Promise<number | 'none'>;

/** Counts down where the number is, and only if it is not zero. */
export const countDown: TakeOne = async (db, id) => {
  const [row] = await db.all(
    'UPDATE products SET stock = stock - 1 WHERE id = ? AND stock > 0 RETURNING stock',
    [id],
  );
  return row ? Number(row.stock) : 'none';
};
