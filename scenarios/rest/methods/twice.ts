import { LAMP } from '../parts/tagged-product.ts';
import { difference, type Sent, type State } from '../parts/tagged-shop.ts';

/** What was sent twice, what it was answered, and what it did to the products each time. */
export interface Twice {
  readonly method: string;
  readonly statuses: readonly number[];
  readonly did: readonly string[];
}

interface Sender {
  readonly send: (method: string, path: string, sent?: Sent) => Promise<number>;
  readonly state: () => State;
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

/** Each method, sent and sent again as it was. */
export async function sendEachTwice({ send, state }: Sender): Promise<readonly Twice[]> {
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
}
