import { type Rename, readProduct } from '../products.ts';

/** Reads the version, compares it, and writes: whoever reads before the other has written passes as well. */
export const compareFirst: Rename = async (db, id, { name, version }) => {
  const product = await readProduct(db, id);
  if (product?.version !== version) return 'stale';
  await db.all('UPDATE products SET name = ?, version = ? WHERE id = ?', [name, version + 1, id]);
  return version + 1;
};
