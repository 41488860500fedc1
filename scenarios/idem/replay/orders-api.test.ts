import { openShop } from 'apilab/parts/shop/shop';
import { describe, expect, test } from 'vitest';
import { type KeyStore, keyStore } from './key-store.ts';
import { ordersApi } from './orders-api.ts';
import type { Charge } from './payments.ts';

/** An API on a shop of its own; `pay` says how a charge goes, `keys` where keys are kept. */
function openApi(pay: () => Promise<void> = async () => {}, keys?: KeyStore) {
  const db = openShop();
  const charges: Charge[] = [];
  const payments = {
    charges,
    mostAtOnce: 0,
    charge: async (charge: Charge) => {
      charges.push(charge);
      await pay();
    },
  };
  const tokens = new Map([
    ['ada', 1],
    ['grace', 2],
  ]);
  const api = ordersApi({ db, payments, tokens, keys: keys ?? keyStore(db) });
  return {
    charges,
    orders: () => db.all('SELECT user_id, product_id, quantity, cents FROM orders'),
    async post(headers: Readonly<Record<string, string>>, body: string) {
      return api.request('/orders', {
        method: 'POST',
        headers: { authorization: 'Bearer ada', ...headers },
        body,
      });
    },
  };
}

const KEYBOARD = '{"productId":1,"quantity":2}';
const key = (name: string) => ({ 'idempotency-key': `"${name}"` });

describe('POST /orders', () => {
  test('places the order and charges it', async () => {
    const { post, orders, charges } = openApi();
    const response = await post(key('k1'), KEYBOARD);
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe('/orders/1');
    expect(await response.json()).toEqual({ id: 1, productId: 1, quantity: 2, cents: 17_800 });
    expect(orders()).toEqual([{ user_id: 1, product_id: 1, quantity: 2, cents: 17_800 }]);
    expect(charges).toEqual([{ customer: 1, cents: 17_800 }]);
  });

  test('answers the same request with the same bytes, and marks them', async () => {
    const { post, charges } = openApi();
    const first = await post(key('k1'), KEYBOARD);
    const second = await post(key('k1'), KEYBOARD);
    expect(second.status).toBe(201);
    expect(await second.text()).toBe(await first.text());
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(charges).toHaveLength(1);
  });

  test('refuses a used key with another order', async () => {
    const { post, orders } = openApi();
    await post(key('k1'), KEYBOARD);
    const response = await post(key('k1'), '{"productId":1,"quantity":3}');
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('link')).toContain('rel="describedby"');
    expect(orders()).toHaveLength(1);
  });

  test('answers 409 while the first request is at work, and only then', async () => {
    let paid = () => {};
    const { post } = openApi(() => new Promise((resolve) => (paid = resolve)));
    const first = post(key('k1'), KEYBOARD);
    await new Promise(setImmediate);
    const busy = await post(key('k1'), KEYBOARD);
    expect(busy.status).toBe(409);
    expect(busy.headers.get('retry-after')).toBe('1');
    paid();
    expect((await first).status).toBe(201);
    expect((await post(key('k1'), KEYBOARD)).status).toBe(201);
  });

  test('never answers one customer with what another got', async () => {
    const { post } = openApi();
    await post(key('k1'), KEYBOARD);
    const response = await post({ ...key('k1'), authorization: 'Bearer grace' }, KEYBOARD);
    expect(response.headers.get('location')).toBe('/orders/2');
    expect(response.headers.get('idempotent-replayed')).toBeNull();
  });

  test.each([
    ['no key', {}],
    ['a bare key', { 'idempotency-key': 'k1' }],
  ])('refuses an order with %s', async (_, headers) => {
    const { post, charges } = openApi();
    const response = await post(headers, KEYBOARD);
    expect(response.status).toBe(400);
    expect(response.headers.get('link')).toContain('rel="describedby"');
    expect(charges).toEqual([]);
  });

  test.each(['', '{', 'null', '[1]', '{"productId":1}', '{"productId":1,"quantity":0}'])(
    'does not spend the key on content that is no order: %s',
    async (content) => {
      const { post } = openApi();
      expect((await post(key('k1'), content)).status).toBe(400);
      expect((await post(key('k1'), KEYBOARD)).status).toBe(201);
    },
  );

  test('replays a failure of unknown extent in place of charging again', async () => {
    const { post, orders, charges } = openApi(async () => {
      throw new Error('the provider does not answer');
    });
    expect((await post(key('k1'), KEYBOARD)).status).toBe(500);
    const retry = await post(key('k1'), KEYBOARD);
    expect(retry.status).toBe(500);
    expect(retry.headers.get('idempotent-replayed')).toBe('true');
    expect(charges).toHaveLength(1);
    expect(orders()).toEqual([]);
  });

  test('stores no order whose answer could not be kept for its key', async () => {
    const forgetful: KeyStore = {
      claim: () => ({
        state: 'claimed',
        complete({ status }) {
          if (status === 201) throw new Error('the disk is full');
        },
      }),
    };
    const { post, orders } = openApi(undefined, forgetful);
    expect((await post(key('k1'), KEYBOARD)).status).toBe(500);
    expect(orders()).toEqual([]);
  });

  test('replays a refusal that came after the key was taken', async () => {
    const { post } = openApi();
    expect((await post(key('k1'), '{"productId":99,"quantity":1}')).status).toBe(422);
    const retry = await post(key('k1'), '{"productId":99,"quantity":1}');
    expect(retry.headers.get('idempotent-replayed')).toBe('true');
  });

  test('asks who is there', async () => {
    const { post } = openApi();
    const response = await post({ ...key('k1'), authorization: 'Bearer nobody' }, KEYBOARD);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
  });
});
