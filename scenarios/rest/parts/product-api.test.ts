import { openShop } from 'apilab/parts/shop/shop';
import { beforeEach, describe, expect, test } from 'vitest';
import { evaluated } from './conditions.ts';
import { productApi } from './product-api.ts';

let app: { fetch(request: Request): Response | Promise<Response> };
let etag: string;

/** Sends a request for the keyboard, the first product of the shop, or where `path` says. */
function send(
  method: string,
  {
    path = '/products/1',
    ...request
  }: { path?: string; body?: string; headers?: Record<string, string> } = {},
) {
  const headers = { 'content-type': 'application/json', ...request.headers };
  return app.fetch(new Request(`http://shop.test${path}`, { ...request, method, headers }));
}

beforeEach(async () => {
  app = productApi({ db: openShop() });
  etag = (await send('GET')).headers.get('etag') ?? '';
});

const MOUSE = '{"name":"Mouse","cents":1900}';

describe('GET', () => {
  test.each([
    ['the current tag', () => etag, 304],
    ['a list with it', () => `"x", ${etag}`, 304],
    ['it made weak', () => `W/${etag}`, 304],
    ['any tag', () => '*', 304],
    ['another tag', () => '"x"', 200],
    ['the tag without its quotes', () => etag.slice(1, -1), 200],
  ])('with If-None-Match: %s', async (_, field, status) => {
    const answer = await send('GET', { headers: { 'if-none-match': field() } });
    expect(answer.status).toBe(status);
  });

  test('HEAD has the fields of GET, the length too', async () => {
    const head = await send('HEAD');
    expect([...head.headers]).toEqual([...(await send('GET')).headers]);
    expect(head.headers.get('content-length')).toBe('32');
    expect(await head.text()).toBe('');
  });

  test('304 has no content, and the fields of the 200 that are for caches', async () => {
    const full = await send('GET');
    const short = await send('GET', { headers: { 'if-none-match': etag } });
    expect(await short.text()).toBe('');
    for (const name of ['etag', 'cache-control', 'vary']) {
      expect(short.headers.get(name)).toBe(full.headers.get(name));
      expect(short.headers.get(name)).not.toBeNull();
    }
  });

  test('406 where JSON is not wanted', async () => {
    expect((await send('GET', { headers: { accept: 'text/csv' } })).status).toBe(406);
    expect((await send('GET', { headers: { accept: 'text/csv, */*;q=0.1' } })).status).toBe(200);
  });

  test('404 comes before any condition', async () => {
    const headers = { 'if-none-match': '*', 'if-match': '"x"' };
    expect((await send('GET', { path: '/products/9', headers })).status).toBe(404);
  });
});

describe('a write', () => {
  test.each(['PUT', 'PATCH', 'DELETE'])('%s without a condition is 428', async (method) => {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    const body = method === 'DELETE' ? {} : { body: MOUSE };
    const answer = await send(method, { ...body, headers: { 'content-type': type } });
    expect(answer.status).toBe(428);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await (await send('GET')).json()).toEqual({ name: 'Keyboard', cents: 8900 });
  });

  test('PATCH without a condition is performed where none is required', async () => {
    app = productApi({ db: openShop(), conditions: evaluated });
    const headers = { 'content-type': 'application/merge-patch+json' };
    expect((await send('PATCH', { body: '{"cents":1}', headers })).status).toBe(200);
    const stale = { ...headers, 'if-match': '"x"' };
    expect((await send('PATCH', { body: '{"cents":2}', headers: stale })).status).toBe(412);
  });

  test.each([
    ['the current tag', () => etag, 204],
    ['a list with it', () => `"x", ${etag}`, 204],
    ['any tag', () => '*', 204],
    ['it made weak', () => `W/${etag}`, 412],
    ['another tag', () => '"x"', 412],
  ])('with If-Match: %s', async (_, field, status) => {
    const answer = await send('PUT', { body: MOUSE, headers: { 'if-match': field() } });
    expect(answer.status).toBe(status);
  });

  test('If-None-Match: * refuses it where there is something', async () => {
    const answer = await send('PUT', { body: MOUSE, headers: { 'if-none-match': '*' } });
    expect(answer.status).toBe(412);
  });

  test('PUT takes no part of a product for the whole', async () => {
    const headers = { 'if-match': etag, 'content-range': 'bytes 0-9/99' };
    expect((await send('PUT', { body: MOUSE, headers })).status).toBe(400);
  });

  test('PUT gives the new tag only where it stored the very bytes', async () => {
    const same = await send('PUT', { body: MOUSE, headers: { 'if-match': etag } });
    expect(same.headers.get('etag')).toBe((await send('GET')).headers.get('etag'));
    const body = '{ "cents": 1900, "name": "Mouse" }';
    const other = await send('PUT', { body, headers: { 'if-match': '*' } });
    expect(other.status).toBe(204);
    expect(other.headers.get('etag')).toBeNull();
    const marked = await send('PUT', { body: `\ufeff${MOUSE}`, headers: { 'if-match': '*' } });
    expect([marked.status, marked.headers.get('etag')]).toEqual([204, null]);
  });

  test.each([
    ['PUT', 'application/json', 'broken JSON', '{', 400],
    ['PUT', 'application/json', 'no price', '{"name":"Mouse"}', 422],
    ['PUT', 'application/json', 'a member that is not known', '{"name":"A","cents":1,"x":1}', 422],
    ['PUT', 'application/json', 'half a character', '{"name":"\\ud800","cents":1}', 422],
    ['PUT', 'application/json', 'too much', `{"name":"${'x'.repeat(70_000)}","cents":1}`, 413],
    ['PUT', 'text/plain', 'text', MOUSE, 415],
    ['PATCH', 'application/merge-patch+json', 'a member removed', '{"name":null}', 422],
    ['PATCH', 'application/merge-patch+json', 'broken JSON', '{', 400],
    ['PATCH', 'application/json', 'JSON, which says not how to change', '{"cents":1}', 415],
  ])('%s of %s with %s', async (method, type, _, body, status) => {
    const headers = { 'if-match': etag, 'content-type': type };
    const answer = await send(method, { body, headers });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect((await send('GET')).headers.get('etag')).toBe(etag);
  });

  test('415 names what is taken', async () => {
    const patch = await send('PATCH', { body: '{}' });
    expect(patch.headers.get('accept-patch')).toBe('application/merge-patch+json');
    const put = await send('PUT', { body: MOUSE, headers: { 'content-type': 'text/plain' } });
    expect(put.headers.get('accept')).toBe('application/json');
  });
});

test('a product lives from 201 to 404', async () => {
  const created = await send('POST', { path: '/products', body: MOUSE });
  expect(created.status).toBe(201);
  const path = created.headers.get('location') ?? '';
  expect(await (await send('GET', { path })).text()).toBe(MOUSE);
  const headers = { 'if-match': created.headers.get('etag') ?? '' };
  const deleted = await send('DELETE', { path, headers });
  expect(deleted.status).toBe(204);
  expect(await deleted.text()).toBe('');
  expect((await send('GET', { path })).status).toBe(404);
});

test('405 allows exactly the methods that are not 405', async () => {
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
  const allow = (await send('POST')).headers.get('allow');
  const answers = await Promise.all(methods.map((method) => send(method)));
  expect(methods.filter((_, n) => answers[n]?.status !== 405).join(', ')).toBe(allow);
});
