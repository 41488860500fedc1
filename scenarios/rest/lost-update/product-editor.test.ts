import type { FetchHandler } from 'apilab';
import { openShop } from 'apilab/parts/shop/shop';
import { seededRandom } from 'apilab/testing';
import { describe, expect, test } from 'vitest';
import { type ProductApiOptions, productApi } from '../parts/product-api.ts';
import { checkFirst } from './naive/check-first.ts';
import { productEditor } from './product-editor.ts';

describe('in random interleavings of three editors', () => {
  /** How many interleavings lose an edit. */
  async function losses(makeApi: (options: ProductApiOptions) => FetchHandler, of: number) {
    const random = seededRandom(1);
    const others = async () => {
      for (let turns = random.integer(0, 8); turns > 0; turns--) await Promise.resolve();
    };
    let lossy = 0;
    const db = openShop({ users: 0 });
    const api = makeApi({ db, approve: others });
    for (let interleaving = 0; interleaving < of; interleaving++) {
      db.run('UPDATE products SET cents = 0 WHERE id = 1');
      const fetch: typeof globalThis.fetch = async (url, init) => {
        await others();
        return api.fetch(new Request(new URL(String(url), 'http://shop.test'), init));
      };
      const increment = async () => {
        const editor = productEditor({ fetch, url: '/products/1' });
        await editor.save(await editor.read(), ({ name, cents }) => ({ name, cents: cents + 1 }));
      };
      await Promise.all([increment(), increment(), increment()]);
      const response = await api.fetch(new Request('http://shop.test/products/1'));
      if ((await response.text()) !== '{"name":"Keyboard","cents":3}') lossy++;
    }
    db.close();
    return lossy;
  }

  test('of 200, none loses an edit', async () => {
    expect(await losses(productApi, 200)).toBe(0);
  });

  test('most lose one if the conditions are looked at beforehand', async () => {
    expect(await losses(checkFirst, 100)).toBeGreaterThan(50);
  });
});
