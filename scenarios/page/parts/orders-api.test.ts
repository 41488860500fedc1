import { openDatabase } from 'apilab/parts/shop/database';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { snapshotExports } from './exports.ts';
import { orderBook } from './order-book.ts';
import { ordersApi } from './orders-api.ts';
import { keysetPaging } from './paging.ts';

function openApi(orders = 30) {
  const db = openDatabase();
  const book = orderBook(db);
  const api = ordersApi({ book, paging: keysetPaging(db), exports: snapshotExports(db) });
  for (let n = 0; n < orders; n++) book.place({ item: 'Cable', cents: n });
  const json = async (path: string) => {
    const response = await api.request(path);
    return { status: response.status, content: await response.json() };
  };
  const send = (method: string, path: string, content: unknown) =>
    api.request(path, { method, body: JSON.stringify(content) });
  return { api, json, send };
}

describe('GET /orders', () => {
  test('links to the next page, with the same limit, and ends with null', async () => {
    const { json } = openApi(3);
    expect((await json('/orders?limit=2')).content).toMatchObject({
      next: '/orders?after=2&limit=2',
    });
    expect((await json('/orders?after=2&limit=2')).content).toMatchObject({ next: null });
  });

  test('gives twenty if nothing is said', async () => {
    expect((await openApi().json('/orders')).content).toMatchObject({
      next: '/orders?after=11&limit=20',
    });
  });

  test.each([
    'limit=0',
    'limit=101',
    'limit=-1',
    'limit=abc',
    'limit=',
    'limit=1e2',
    'after=x',
    'page=3',
  ])('refuses %s with what to do', async (query) => {
    const { status, content } = await openApi().json(`/orders?${query}`);
    expect(status).toBe(400);
    expect(content).toMatchObject({ detail: expect.stringMatching(/\.$/) });
  });
});

describe('writing', () => {
  test('places, changes and cancels an order', async () => {
    const { send, json } = openApi(1);
    const placed = await send('POST', '/orders', { item: 'Monitor', cents: 24_900 });
    expect([placed.status, placed.headers.get('location')]).toEqual([201, '/orders/2']);
    expect(await json('/orders/2')).toEqual({
      status: 200,
      content: { id: 2, item: 'Monitor', cents: 24_900 },
    });
    expect((await send('PATCH', '/orders/2', { cents: 19_900 })).status).toBe(204);
    expect((await send('DELETE', '/orders/1', null)).status).toBe(204);
    expect((await send('DELETE', '/orders/1', null)).status).toBe(404);
    expect((await json('/orders')).content).toEqual({
      orders: [{ id: 2, item: 'Monitor', cents: 19_900 }],
      next: null,
    });
  });

  test.each([
    null,
    [],
    {},
    { item: '', cents: 1 },
    { item: 'x'.repeat(81), cents: 1 },
    { item: 'Cable', cents: 1.5 },
    { item: 'Cable', cents: -1 },
  ])('takes no order that is none: %j', async (content) => {
    expect((await openApi().send('POST', '/orders', content)).status).toBe(400);
  });
});

test.each(['/orders', '/orders/1'])(
  '%s takes nothing that is larger than an order',
  async (path) => {
    const method = path === '/orders' ? 'POST' : 'PATCH';
    const answer = await openApi(1).send(method, path, { item: 'x'.repeat(70_000), cents: 1 });
    expect(answer.status).toBe(413);
  },
);

test.each([
  ['PUT', '/orders', 'GET, HEAD, POST'],
  ['PUT', '/orders/1', 'GET, HEAD, PATCH, DELETE'],
  ['GET', '/exports', 'POST'],
  ['DELETE', '/exports/1', 'GET, HEAD'],
])('says in place of %s %s what is possible there', async (method, path, allow) => {
  const { status, headers } = await openApi(1).api.request(path, { method });
  expect([status, headers.get('allow')]).toEqual([405, allow]);
});

describe('exports', () => {
  test('are read from the address that is given', async () => {
    const { api, json } = openApi(3);
    const begun = await api.request('/exports', { method: 'POST' });
    const first = begun.headers.get('location');
    expect(first).toBe('/exports/1');
    expect((await json(`${first}?limit=2`)).content).toMatchObject({
      next: '/exports/1?after=2&limit=2',
    });
  });

  test('are 404 if they never were, and 410 if they are kept no longer', async () => {
    const { api } = openApi(1);
    for (let n = 0; n < 6; n++) await api.request('/exports', { method: 'POST' });
    const statuses = ['/exports/1', '/exports/2', '/exports/7'].map(
      async (path) => (await api.request(path)).status,
    );
    expect(await Promise.all(statuses)).toEqual([410, 200, 404]);
  });
});

test('answers whatever is sent without an error of its own', async () => {
  const { api } = openApi();
  const number = fc.oneof(
    fc.integer().map(String),
    fc.stringMatching(/^[\x20-\x7e]{0,20}$/).map(encodeURIComponent),
  );
  const path = fc.oneof(
    number.map((id) => `/orders/${id}`),
    number.map((id) => `/exports/${id}`),
    fc
      .tuple(fc.constantFrom('/orders', '/exports/1'), number, number)
      .map(([at, limit, after]) => `${at}?limit=${limit}&after=${after}`),
    fc.webPath(),
  );
  const content = fc.oneof(fc.string(), fc.json(), fc.constant('{"item":"x","cents":1e308}'));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'),
      path,
      content,
      async (method, target, body) => {
        const hasContent = !['GET', 'HEAD'].includes(method);
        const { status } = await api.request(target, { method, ...(hasContent && { body }) });
        expect(status).toBeLessThan(500);
      },
    ),
    { numRuns: 400 },
  );
});
