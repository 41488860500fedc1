import { openDatabase } from 'apilab/parts/shop/database';
import { expect, test } from 'vitest';
import { serverErrors } from '#test/hostile';
import { buyer } from './buyer.ts';
import { ORDERS_SCHEMA, openOrders } from './orders.ts';
import { ordersApi } from './orders-api.ts';
import { NotOffered, openPage } from './page.ts';

function open() {
  const db = openDatabase();
  db.create(ORDERS_SCHEMA);
  const orders = openOrders(db);
  orders.create('Lamp');
  return { orders, api: ordersApi(orders) };
}

test('orders take whatever is sent for what it is', async () => {
  const paths = [
    '/',
    '/orders',
    '/orders/1',
    '/orders/1/payment',
    '/orders/1/receipt',
    '/orders/0',
  ];
  expect(await serverErrors(open().api, { paths, fields: ['accept', 'content-type'] })).toEqual([]);
});

test('a buyer who was refused looks again, and sees that nothing is offered', async () => {
  const { api, orders } = open();
  const bob = buyer(async (url, init) => api.request(String(url), init), 'http://shop.test');
  await bob.look('http://shop.test/orders/1');
  orders.take('pay', 1);
  const outcomes = [];
  for (let n = 0; n < 2; n++) outcomes.push(await bob.pay('http://shop.test/orders/1'));
  expect(outcomes).toEqual(['refused 409', 'not offered']);
});

test.each(['', 'a\u0000b', '\ud800', 'a'.repeat(81)])('%j is no item', async (item) => {
  const init = { method: 'POST', body: JSON.stringify({ item }) };
  expect((await open().api.request('/orders', init)).status).toBe(422);
});

test('two who pay at once: one is refused', async () => {
  const { api } = open();
  const pay = () =>
    api.request('/orders/1/payment', { method: 'POST', body: '{"card":"visa-4242"}' });
  const answers = await Promise.all([pay(), pay()]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test.each([
  ['/', 'POST', 'GET, HEAD'],
  ['/orders', 'GET', 'POST'],
  ['/orders/1', 'PUT', 'GET, HEAD, DELETE'],
  ['/orders/1/payment', 'GET', 'POST'],
])('%s refuses %s and says what it allows', async (path, method, allow) => {
  const answer = await open().api.request(path, { method });
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
});

/** A page that a server gave as this text. */
const pageOf = (text: string) => openPage(async () => new Response(text), 'http://api/');

test.each([
  'null',
  '[]',
  'no JSON',
  '{"actions":7,"links":{}}',
  '{"actions":[null,{"name":1,"href":"/"},{"name":"pay"}],"links":[{"rel":"self"},{"href":7}]}',
])('a page of %s offers nothing', async (text) => {
  const page = await pageOf(text);
  expect(page.offers).toEqual([]);
  await expect(page.submit('pay')).rejects.toThrow(NotOffered);
  await expect(page.follow('next')).rejects.toThrow(NotOffered);
});

test.each(['http://evil.test/', '//evil.test/', 'javascript:alert(1)', 'http://['])(
  'a page does not lead to %s',
  async (href) => {
    const page = await pageOf(
      JSON.stringify({
        actions: [{ name: 'pay', method: 'POST', href, fields: [{ name: 'card' }] }],
        links: [{ rel: ['next'], href }],
      }),
    );
    await expect(page.submit('pay', { card: '1' })).rejects.toThrow(NotOffered);
    await expect(page.follow('next')).rejects.toThrow(NotOffered);
  },
);

test.each([
  ['without a method: GET', {}, 'GET /pay?card=1 null'],
  ['without a type: a form', { method: 'post' }, 'POST /pay card=1'],
  ['in JSON', { method: 'POST', type: 'application/json' }, 'POST /pay {"card":"1"}'],
])('an action is sent %s', async (_name, action, sent) => {
  const asked: string[] = [];
  const offer = { name: 'pay', href: '/pay', fields: [{ name: 'card' }], ...action };
  const page = await openPage(async (url, init) => {
    const { pathname, search } = new URL(String(url));
    asked.push(`${init?.method ?? 'GET'} ${pathname}${search} ${init?.body ?? null}`);
    return Response.json({ actions: [offer] });
  }, 'http://api/');
  await page.submit('pay', { card: '1', secret: 'no' });
  expect(asked.at(-1)).toBe(sent);
});

test('a buyer whose order is gone is refused, and throws nothing', async () => {
  const gone = buyer(async () => new Response(null, { status: 404 }), 'http://api/');
  expect(await gone.pay('http://api/orders/1')).toBe('refused 404');
});
