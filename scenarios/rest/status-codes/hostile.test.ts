import { LiveClock } from 'apilab/testing';
import { expect, test } from 'vitest';
import { serverErrors } from '#test/hostile';
import { someOrders, TOKENS } from './orders.ts';
import { ordersApi } from './orders-api.ts';
import { patientReader } from './patient.ts';

const open = () =>
  ordersApi({
    ...{ orders: someOrders(), clock: new LiveClock(), tokens: TOKENS },
    pay: async () => 'paid',
    stock: () => 7,
    catalogueFrom: () => 0,
  });

const OWNER = { authorization: 'Bearer owner' };

test('the orders API takes whatever is sent for what it is', async () => {
  const options = {
    paths: [
      '/orders',
      '/orders/1',
      '/orders/0',
      '/orders/1/invoice',
      '/catalogue',
      '/stock/a',
      '/',
    ],
    fields: ['content-type', 'if-match', 'accept'],
    given: OWNER,
  };
  expect(await serverErrors(open(), options)).toEqual([]);
});

test.each([
  [undefined, 'Bearer realm="orders"'],
  ['Bearer', 'Bearer realm="orders"'],
  ['Basic owner', 'Bearer realm="orders"'],
  ['bearer nobody', 'Bearer realm="orders", error="invalid_token"'],
  ['Bearer __proto__', 'Bearer realm="orders", error="invalid_token"'],
])('Authorization: %s is challenged', async (authorization, challenge) => {
  const headers = authorization === undefined ? {} : { authorization };
  const answer = await open().request('/orders/1', { headers });
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, challenge]);
});

test('an order of somebody else is neither read nor changed', async () => {
  const api = open();
  for (const method of ['GET', 'HEAD', 'DELETE'])
    expect((await api.request('/orders/4', { method, headers: OWNER })).status).toBe(404);
  for (const path of ['/orders/4/invoice', '/orders/4/payment'])
    expect((await api.request(path, { method: 'POST', headers: OWNER })).status).toBe(404);
});

test('what was shipped stays shipped, whatever is put in its place', async () => {
  const api = open();
  const headers = { ...OWNER, 'content-type': 'application/json', 'if-match': '*' };
  const body = '{"product":"Cable","quantity":2}';
  expect((await api.request('/orders/2', { method: 'PUT', headers, body })).status).toBe(409);
  const kept = await api.request('/orders/2', { headers: OWNER });
  expect(await kept.json()).toMatchObject({ product: 'Keyboard', isShipped: true });
  expect((await api.request('/orders/2', { method: 'DELETE', headers: OWNER })).status).toBe(409);
});

test('an invoice that is promised can be asked for', async () => {
  const api = open();
  const promise = await api.request('/orders/1/invoice', { method: 'POST', headers: OWNER });
  const address = promise.headers.get('location') ?? '';
  expect((await api.request(address, { headers: OWNER })).status).toBe(404);
});

test('a reader has patience, and not without end', async () => {
  const clock = new LiveClock();
  const tried = { times: 0 };
  const answer = (seconds: string) => async () => {
    tried.times += 1;
    return new Response(null, { status: 503, headers: { 'retry-after': seconds } });
  };
  await patientReader({ fetch: answer('0'), clock, attempts: 3 })('http://a');
  expect(tried.times).toBe(3);
  await patientReader({ fetch: answer('86400'), clock })('http://a');
  expect(tried.times).toBe(4);
});
