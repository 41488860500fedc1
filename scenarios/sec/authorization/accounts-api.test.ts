import { describe, expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { someAccounts } from './accounts.ts';
import { accountsApi } from './accounts-api.ts';

function opened() {
  const accounts = someAccounts();
  const tokens: Readonly<Record<string, number>> = { ada: 1, grace: 2, root: 3 };
  const whoHas = (token: string) => (Object.hasOwn(tokens, token) ? tokens[token] : undefined);
  const api = accountsApi({ accounts, whoHas });
  const ask = async (who: string, method: string, path: string, body?: string) =>
    api.fetch(
      new Request(`http://api.test${path}`, {
        method,
        headers: { authorization: `Bearer ${who}` },
        ...(body !== undefined && { body }),
      }),
    );
  return { accounts, api, ask };
}

describe('an API with a rule for each route', () => {
  it.each([
    '/users/1/profile/',
    '/users//1/profile',
    '/users/01/profile',
    '/users/1/profile/2',
    '/users/+1/profile',
    '/users/1%2fprofile',
    '/Users/1/profile',
    '/users/2/profile/../../1/profile',
    '/users/1;2/profile',
    '/users/1/2',
    '/admin/1',
    '//admin/users',
  ])('does not give Grace what is not hers by %s', async (path) => {
    const answer = await opened().ask('grace', 'GET', path);
    expect(answer.status).toBeGreaterThanOrEqual(403);
    expect(answer.status).toBeLessThan(500);
  });

  it('takes the listed members if they are texts, and no others', async () => {
    const { ask, accounts } = opened();
    const put = (body: string) => ask('grace', 'PUT', '/users/2/profile', body);
    for (const body of [
      '{"is_admin":true,"id":3,"password_hash":"x","__proto__":{"is_admin":true}}',
      '{"city":"Oslo"}',
      '{"name":"grace","city":7}',
      '{"name":"grace","city":{"is_admin":true}}',
      '{"name":null,"city":"Oslo"}',
      `{"name":"grace","city":"${'x'.repeat(201)}"}`,
    ]) {
      expect((await put(body)).status).toBe(422);
      expect(accounts.get(2)).toEqual(someAccounts().get(2));
    }
    const sent = '{"name":"grace","city":"Oslo","is_admin":true,"id":3}';
    expect((await put(sent)).status).toBe(200);
    expect(accounts.get(2)).toMatchObject({ id: 2, name: 'grace', city: 'Oslo', is_admin: false });
  });

  it.each([
    ['Basic ada', 'Bearer realm="accounts"'],
    ['Bearer eve', 'Bearer realm="accounts", error="invalid_token"'],
  ])('challenges who sends %s by %s', async (authorization, challenge) => {
    const answer = await opened().api.fetch(
      new Request('http://api.test/users/1/profile', { headers: { authorization } }),
    );
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, challenge]);
  });

  it.each([
    ['', 400],
    ['{', 400],
    ['[]', 400],
    ['null', 400],
    [`{"city":"${'x'.repeat(5000)}"}`, 413],
  ])('answers the content %.20s with a status of its own: %i', async (body, status) => {
    expect((await opened().ask('ada', 'PUT', '/users/1/profile', body)).status).toBe(status);
  });

  it('says which methods there are, and answers HEAD as GET', async () => {
    const { ask } = opened();
    const answer = await ask('ada', 'POST', '/users/1/profile');
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, PUT']);
    expect((await ask('ada', 'HEAD', '/users/1/profile')).status).toBe(200);
    expect((await ask('grace', 'HEAD', '/users/1/profile')).status).toBe(404);
  });

  it('lets nobody in whose account is gone', async () => {
    const { ask } = opened();
    expect((await ask('root', 'DELETE', '/admin/users/2')).status).toBe(204);
    expect((await ask('grace', 'GET', '/users/2/profile')).status).toBe(401);
  });

  it('takes whatever is sent for what it is', async () => {
    const paths = [
      '/users/1/profile',
      '/users/99/profile',
      '/admin/users',
      '/admin/users/4',
      '/%ff',
    ];
    for (const who of ['nobody', 'ada', 'root']) {
      const given = { authorization: `Bearer ${who}` };
      expect(await serverErrors(opened().api, { paths, given })).toEqual([]);
    }
    const fields = ['authorization'];
    expect(await serverErrors(opened().api, { paths: ['/users/1/profile'], fields })).toEqual([]);
  });
});
