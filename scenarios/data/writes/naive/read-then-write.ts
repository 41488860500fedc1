import { readProduct, type TakeOne } from '../products.ts';

/** Reads the stock, takes one from it in the program, and writes what is left. */
export const readThenWrite: TakeOne = async (db, id) => {
  const product = await readProduct(db, id);
  if (product === undefined || product.stock === 0) return 'none';
  const left = product.stock - 1;
  await db.all('UPDATE products SET stock = ? WHERE id = ?', [left, id]);
  return left;
};
