import type { Connection } from 'apilab/parts/shop/connection';
import { openDatabase } from 'apilab/parts/shop/database';
import { describe, expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { KEYBOARD, SCHEMA } from './schema.ts';
import { shopApi } from './shop-api.ts';

function opened() {
  const db = openDatabase();
  db.create(`${SCHEMA}; ${KEYBOARD};`);
  const connection: Connection = { all: async (sql, parameters) => db.all(sql, parameters) };
  const app = shopApi({ db: connection });
  const ask = async (method: string, path: string, init: RequestInit = {}) =>
    app.fetch(new Request(`http://shop.test${path}`, { method, ...init }));
  return { app, ask };
}

describe('a shop where the database decides', () => {
  it('takes an address once, whatever the case of its letters', async () => {
    const { ask } = opened();
    const signUp = async (email: string) =>
      (await ask('POST', '/customers', { body: JSON.stringify({ email }) })).status;
    expect(await signUp('ada@mail.example')).toBe(201);
    expect(await signUp('ADA@mail.example')).toBe(409);
    expect(await signUp('ada@mail')).toBe(201);
    expect(await signUp('a@b@c')).toBe(400);
    expect(await signUp('ada@mail\u0000.example')).toBe(400);
  });

  it('answers at the address that it names for a customer', async () => {
    const { ask } = opened();
    const body = '{"email":"ada@mail.example"}';
    const location = (await ask('POST', '/customers', { body })).headers.get('location') ?? '';
    const there = await ask('GET', location);
    expect([there.status, await there.json()]).toEqual([200, { id: 1 }]);
    expect((await ask('GET', '/customers/2')).status).toBe(404);
  });

  it('takes nothing that is longer than anything it knows', async () => {
    const { ask } = opened();
    const body = JSON.stringify('x'.repeat(70_000));
    const headers = { 'if-match': '"7"' };
    expect((await ask('POST', '/customers', { body })).status).toBe(413);
    expect((await ask('PUT', '/products/1/name', { body, headers })).status).toBe(413);
  });

  it('renames the version that was seen, and insists on one', async () => {
    const { ask } = opened();
    const rename = async (tag: string | undefined, body = '"Quiet keyboard"') => {
      const headers: Record<string, string> = tag === undefined ? {} : { 'if-match': tag };
      const answer = await ask('PUT', '/products/1/name', { body, headers });
      return [answer.status, answer.headers.get('etag')];
    };
    expect(await rename(undefined)).toEqual([428, null]);
    expect(await rename('*')).toEqual([428, null]);
    expect(await rename('"6"')).toEqual([412, null]);
    expect(await rename('W/"7"')).toEqual([412, null]);
    expect(await rename('"abc"')).toEqual([412, null]);
    for (const name of ['{}', '""', '"a\\u0000b"', '"\\ud800"'])
      expect(await rename('"7"', name)).toEqual([400, null]);
    expect(await rename('"6", "7"')).toEqual([204, '"8"']);
    expect(await rename('"7"')).toEqual([412, null]);
    expect(await (await ask('GET', '/products/1')).json()).toEqual({
      name: 'Quiet keyboard',
      stock: 1,
    });
  });

  it('sells what it has, and not one more', async () => {
    const { ask } = opened();
    const buy = async (id: number) => (await ask('POST', `/products/${id}/purchases`)).status;
    expect([await buy(1), await buy(1), await buy(2)]).toEqual([201, 409, 404]);
  });

  it('has no name to change of what is not there', async () => {
    const init = { headers: { 'if-match': '"7"' }, body: '"Quiet keyboard"' };
    expect((await opened().ask('PUT', '/products/2/name', init)).status).toBe(404);
  });

  it.each([
    ['/customers', 'GET', 'POST'],
    ['/customers/1', 'DELETE', 'GET, HEAD'],
    ['/products/1', 'DELETE', 'GET, HEAD'],
    ['/products/1/name', 'POST', 'PUT'],
  ])('says for %s what it takes in place of %s', async (path, method, allow) => {
    const answer = await opened().ask(method, path);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
  });

  it('takes whatever is sent for what it is', async () => {
    const options = {
      paths: ['/customers', '/products/1', '/products/1/name', '/products/999999999/purchases'],
      fields: ['if-match'],
      given: { 'if-match': '"7"' },
    };
    expect(await serverErrors(opened().app, options)).toEqual([]);
  });
});
