import type { Lab } from 'apilab';
import { LAMP } from '../parts/tagged-product.ts';
import type { OpenTagged } from '../parts/tagged-products-api.ts';
import { difference, openTaggedShop, type Sent } from '../parts/tagged-shop.ts';

/** What was sent twice, what it was answered, and what it did to the products each time. */
export interface Twice {
  readonly method: string;
  readonly statuses: readonly number[];
  readonly did: readonly string[];
}

const LAMP_PATH = '/products/lamp';

const REQUESTS: readonly (Sent & { readonly method: string; readonly path: string })[] = [
  { method: 'GET', path: LAMP_PATH },
  { method: 'HEAD', path: LAMP_PATH },
  { method: 'OPTIONS', path: LAMP_PATH },
  { method: 'PUT', path: LAMP_PATH, body: { ...LAMP, cents: 3500 } },
  { method: 'DELETE', path: '/products/cable' },
  { method: 'POST', path: '/products', body: { ...LAMP, name: 'Mat' } },
  {
    method: 'PATCH',
    path: LAMP_PATH,
    body: [{ op: 'add', path: '/tags/-', value: 'sale' }],
    fields: { 'content-type': 'application/json-patch+json' },
  },
  // Refused: what could be created below a product?
  { method: 'POST', path: LAMP_PATH, body: LAMP },
];

/** A shop, and somebody who sends each method and sends it again as it was. */
export async function openMethods(lab: Pick<Lab, 'serve' | 'party'>, open: OpenTagged) {
  const { send, state } = await openTaggedShop(lab, open);
  return {
    send,
    state,
    async sendEachTwice(): Promise<readonly Twice[]> {
      const all: Twice[] = [];
      for (const { method, path, ...sent } of REQUESTS) {
        const statuses: number[] = [];
        const did: string[] = [];
        for (const _ of ['first', 'again']) {
          const before = state();
          statuses.push(await send(method, path, sent));
          did.push(difference(before, state()));
        }
        all.push({ method: `${method} ${path}`, statuses, did });
      }
      return all;
    },
  };
}
