import { openDatabase } from 'apilab/parts/shop/database';
import { expect, test } from 'vitest';
import { serverErrors } from '#test/hostile';
import { ACCOUNTS_SCHEMA, accountStore } from './account-store.ts';
import { accountsApi } from './accounts-api.ts';
import { languageOf } from './language.ts';
import { readProblem } from './sign-up-form.ts';

const ACCOUNT = { email: 'ada@mail.example', name: 'Ada', age: 36 };

function open() {
  const db = openDatabase();
  db.create(ACCOUNTS_SCHEMA);
  return accountsApi({ accounts: accountStore(db) });
}

const signUp = (account: unknown) => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(account),
});

test('the accounts API takes whatever is sent for what it is', async () => {
  const options = {
    paths: ['/accounts', '/accounts/1', '/accounts/0', '/accounts/9999999999', '/'],
    fields: ['accept-language', 'content-type'],
  };
  expect(await serverErrors(open(), options)).toEqual([]);
});

test.each([
  ['a lone surrogate', { ...ACCOUNT, name: '\ud800' }, 422],
  ['NUL', { ...ACCOUNT, email: 'a\u0000@b' }, 422],
  ['more members than are known', { ...ACCOUNT, is_deleted: 1 }, 201],
  ['an age that is no number', { ...ACCOUNT, age: '36' }, 422],
  ['a name of 81 characters', { ...ACCOUNT, name: 'x'.repeat(81) }, 422],
])('%s is answered', async (_name, account, status) => {
  expect((await open().request('/accounts', signUp(account))).status).toBe(status);
});

test('an e-mail address is taken in whatever case, and free again once its account is deleted', async () => {
  const api = open();
  const post = async (email: string) =>
    (await api.request('/accounts', signUp({ ...ACCOUNT, email }))).status;
  expect(await post('ada@mail.example')).toBe(201);
  expect(await post('ADA@mail.example')).toBe(409);
  await api.request('/accounts/1', { method: 'DELETE' });
  expect(await post('ada@mail.example')).toBe(201);
});

test('what nobody foresaw is a 500 for the client, and is told to whoever runs the API', async () => {
  const reported: unknown[] = [];
  const failure = new Error('the disk is full');
  const accounts = {
    add: () => {
      throw failure;
    },
    find: () => undefined,
    remove: () => {},
  };
  const api = accountsApi({ accounts, report: (error) => void reported.push(error) });
  const answer = await api.request('/accounts', signUp(ACCOUNT));
  expect([answer.status, await answer.text()]).toEqual([
    500,
    '{"title":"Internal Server Error","status":500}',
  ]);
  expect(reported).toEqual([failure]);
});

test('HEAD is answered like GET, without content', async () => {
  const answer = await open().request('/accounts/7', { method: 'HEAD' });
  expect([answer.status, await answer.text()]).toEqual([404, '']);
});

test.each([
  [null, 'en'],
  ['de', 'de'],
  ['de-AT, en;q=0.5', 'de'],
  ['fr, de;q=0.2, en;q=0.1', 'de'],
  ['de;q=0, en', 'en'],
  ['fr, *', 'en'],
  ['de;q=x', 'en'],
  ['den', 'en'],
])('for Accept-Language %s the language is %s', (accepted, language) => {
  expect(languageOf(accepted, ['en', 'de'])).toBe(language);
});

test.each([
  ['no object', 'null', undefined],
  ['no JSON', '{', undefined],
  ['a type that is no text', '{"type":7}', 'about:blank'],
  ['a type that is no URI', '{"type":"http://["}', 'about:blank'],
  ['no type', '{"title":"x","errors":[null,{"pointer":1}]}', 'about:blank'],
])('a client reads a problem with %s', async (_name, text, type) => {
  const headers = { 'Content-Type': 'application/problem+json' };
  expect((await readProblem(new Response(text, { headers })))?.type).toBe(type);
});
