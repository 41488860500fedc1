import { openShop } from 'apilab/parts/shop/shop';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type KeyStore, keyStore } from './key-store.ts';
import { oncePerKey } from './once.ts';
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
  const reported: unknown[] = [];
  const once = oncePerKey(keys ?? keyStore(db));
  const report = (error: unknown) => void reported.push(error);
  const api = ordersApi({ db, payments, tokens, once, report });
  return {
    api,
    charges,
    reported,
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

  test.each([
    '',
    '{',
    'null',
    '[1]',
    '{"productId":1}',
    '{"productId":1,"quantity":0}',
    '{"productId":1,"quantity":1001}',
    '{"productId":"1","quantity":1}',
    '{"productId":1,"quantity":1.5}',
  ])('does not spend the key on content that is no order: %s', async (content) => {
    const { post } = openApi();
    expect((await post(key('k1'), content)).status).toBe(400);
    expect((await post(key('k1'), KEYBOARD)).status).toBe(201);
  });

  test('replays a failure of unknown extent in place of charging again', async () => {
    const { post, orders, charges, reported } = openApi(async () => {
      throw new Error('the provider does not answer');
    });
    expect((await post(key('k1'), KEYBOARD)).status).toBe(500);
    const retry = await post(key('k1'), KEYBOARD);
    expect(retry.status).toBe(500);
    expect(retry.headers.get('idempotent-replayed')).toBe('true');
    expect(charges).toHaveLength(1);
    expect(orders()).toEqual([]);
    expect(reported).toEqual([new Error('the provider does not answer')]);
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

  test('looks at the members of an order alone, however deep others go', async () => {
    const { post, orders } = openApi();
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const order = `{"productId":1,"quantity":2,"more":${deep}}`;
    expect((await post(key('k1'), order)).status).toBe(201);
    const again = await post(key('k1'), KEYBOARD);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(orders()).toHaveLength(1);
  });

  test('refuses content that is larger than any order', async () => {
    const { post } = openApi();
    expect((await post(key('k1'), ' '.repeat(70_000))).status).toBe(413);
  });

  test('says of another method that only POST is possible', async () => {
    const { api } = openApi();
    const response = await api.request('/orders', { headers: { authorization: 'Bearer ada' } });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('answers whatever is sent without an error of its own', async () => {
    const { api, reported } = openApi();
    const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'];
    const fieldValue = fc.stringMatching(/^[\x20-\x7e\xa1-\xff]{0,80}$/);
    const order = fc.record({ productId: fc.anything(), quantity: fc.anything() });
    const content = fc.oneof(fc.string(), fc.json(), order.map(textOf));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...methods),
        fieldValue,
        fieldValue.map((value) => `"${value}"`),
        content,
        async (method, authorization, keyField, body) => {
          const headers = {
            authorization: authorization.length % 3 === 0 ? authorization : 'Bearer ada',
            'idempotency-key': keyField,
          };
          const hasContent = !['GET', 'HEAD'].includes(method);
          const { status } = await api.request('/orders', {
            method,
            headers,
            ...(hasContent && { body }),
          });
          expect(status).toBeLessThan(500);
        },
      ),
      { numRuns: 300 },
    );
    expect(reported).toEqual([]);
  });
});

/** As JSON, if it can be said in JSON. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}
