import type { Database } from 'apilab/parts/shop/database';
import type { Product } from './product.ts';

/** The products as the database keeps them. */
export interface ProductStore {
  find(id: string): Product | undefined;
  /** @returns the number of the new product */
  insert(product: Product): number;
  replace(id: string, product: Product): void;
  remove(id: string): void;
  /** Runs `work` while nobody else can write: all of it counts, or nothing if it throws. */
  alone<T>(work: () => T): T;
}

export function productStore(db: Database): ProductStore {
  return {
    find(id) {
      const row = db.get('SELECT name, cents FROM products WHERE id = ?', [id]);
      return row && { name: String(row.name), cents: Number(row.cents) };
    },
    insert({ name, cents }) {
      const sql = 'INSERT INTO products (name, cents) VALUES (?, ?) RETURNING id';
      return Number(db.get(sql, [name, cents])?.id);
    },
    replace(id, { name, cents }) {
      db.run('UPDATE products SET name = ?, cents = ? WHERE id = ?', [name, cents, id]);
    },
    remove(id) {
      db.run('DELETE FROM products WHERE id = ?', [id]);
    },
    // The transaction has the write lock from its beginning.
    alone: (work) => db.transaction(work),
  };
}
