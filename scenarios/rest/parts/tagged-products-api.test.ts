import { expect, test } from 'vitest';
import { serverErrors } from '#test/hostile';
import { preferredReturn } from './prefer.ts';
import { LAMP } from './tagged-product.ts';
import { taggedProductsApi } from './tagged-products-api.ts';

const open = () => taggedProductsApi({ products: new Map([['lamp', LAMP]]) });

const put = (headers: Record<string, string>, body: unknown = LAMP) => ({
  method: 'PUT',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

test('takes whatever is sent for what it is', async () => {
  const options = {
    paths: ['/products', '/products/lamp', '/products/none', '/products/%2e', '/products/L', '/'],
    fields: ['if-match', 'if-none-match', 'prefer', 'content-type'],
  };
  expect(await serverErrors(open(), options)).toEqual([]);
});

test.each([
  ['nothing', {}, 201],
  ['If-None-Match: *', { 'if-none-match': '*' }, 201],
  ['If-Match: *', { 'if-match': '*' }, 412],
])('a PUT of a new product with %s', async (_, headers, status) => {
  expect((await open().request('/products/mat', put(headers))).status).toBe(status);
});

test.each([
  ['no tags', { name: 'A', cents: 1 }],
  ['a null discount', { ...LAMP, discount: null }],
  ['a discount of all', { ...LAMP, discount: 100 }],
  ['a tag of no letters', { ...LAMP, tags: [''] }],
  ['another member', { ...LAMP, id: 1 }],
  ['a list', [LAMP]],
])('what has %s is no product', async (_, body) => {
  expect((await open().request('/products/mat', put({}, body))).status).toBe(422);
});

test('a part is not put in the place of the whole', async () => {
  const api = open();
  const answer = await api.request('/products/lamp', put({ 'content-range': 'bytes 0-56/99' }));
  expect(answer.status).toBe(400);
});

test.each([
  ['a format that is none of the two', 'text/csv', 'name,cents', 415],
  ['no type', '', '{"cents":1}', 415],
  ['a type with a parameter', 'Application/Merge-Patch+JSON; a=1', '{"cents":1}', 204],
  ['JSON that breaks off', 'application/json-patch+json', '[{', 400],
])('a PATCH with %s', async (_, type, body, status) => {
  const headers = { 'content-type': type };
  const answer = await open().request('/products/lamp', { method: 'PATCH', headers, body });
  expect(answer.status).toBe(status);
  expect(answer.headers.has('accept-patch')).toBe(status === 415);
});

test('a tag with a PUT says that these bytes are stored', async () => {
  const api = open();
  const same = await api.request('/products/lamp', put({}));
  expect(same.headers.get('etag')).toBe((await api.request('/products/lamp')).headers.get('etag'));
  const { name, ...rest } = LAMP;
  const other = await api.request('/products/lamp', put({}, { ...rest, name }));
  expect([other.status, other.headers.get('etag')]).toEqual([204, null]);
});

test('the server finds a name that nobody has chosen', async () => {
  const api = open();
  await api.request('/products/2', put({}));
  const created = await api.request('/products', { ...put({}), method: 'POST' });
  expect([created.status, created.headers.get('location')]).toEqual([201, '/products/3']);
});

test.each([
  [null, undefined],
  ['respond-async', undefined],
  ['respond-async, Return=minimal', 'minimal'],
  ['return="representation"; x=y', 'representation'],
  ['return=minimal, return=representation', 'minimal'],
  ['return=all', undefined],
])('Prefer: %s prefers %s', (field, preferred) => {
  expect(preferredReturn(field)).toBe(preferred);
});

test('a name of POST is not given again when its product is deleted', async () => {
  const api = open();
  const post = async () =>
    (await api.request('/products', { ...put({}), method: 'POST' })).headers.get('location');
  await api.request('/products/3', put({}));
  expect([await post(), await post()]).toEqual(['/products/2', '/products/4']);
  await api.request('/products/4', { method: 'DELETE' });
  expect(await post()).toBe('/products/5');
});
