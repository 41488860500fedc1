import { openDatabase } from 'apilab/parts/shop/database';
import { expect, test } from 'vitest';
import { serverErrors } from '#test/hostile';
import { doAll, doEach } from './batch.ts';
import { bulkApi, LIMIT } from './bulk-api.ts';
import { sendBatch } from './bulk-client.ts';
import { USERS_SCHEMA } from './users.ts';

function open() {
  const db = openDatabase();
  db.create(USERS_SCHEMA);
  db.run("INSERT INTO teams (name) VALUES ('sales')");
  const api = bulkApi(db);
  const send = async (content: unknown, { query = '', method = 'POST' } = {}) => {
    const answer = await api.request(`/users/bulk${query}`, {
      method,
      body: JSON.stringify(content),
    });
    const { results = [] } = (await answer.json()) as { results?: { status: number }[] };
    return [answer.status, results.map(({ status }) => status)] as const;
  };
  const users = () => db.inspect('SELECT ref FROM users ORDER BY id').map(({ ref }) => ref);
  return { db, api, send, users };
}

const user = (ref: string, more: object = {}) => ({
  ref,
  email: `${ref}@mail.example`,
  team: 'sales',
  ...more,
});

test('batches take whatever is sent for what they are', async () => {
  const options = {
    paths: ['/users/bulk', '/users/bulk?atomic=true', '/'],
    fields: ['content-type'],
  };
  expect(await serverErrors(open().api, options)).toEqual([]);
});

test.each([
  null,
  7,
  'x',
  [],
  {},
  user('a', { ref: 7 }),
  user('a', { email: 'none' }),
  { __proto__: null },
])('an item %j is refused, and its neighbours are not', async (item) => {
  const { send, users } = open();
  expect(await send([user('b'), item, user('c')])).toEqual([207, [201, 422, 201]]);
  expect(users()).toEqual(['b', 'c']);
});

test.each([[[]], [{}], [null], [7]])('%j is no batch', async (content) => {
  expect((await open().send(content))[0]).toBe(422);
});

test('an item that fails behind its first statement leaves nothing', async () => {
  const { db, send, users } = open();
  expect(await send([user('a', { team: 'nobody' }), user('b')])).toEqual([207, [422, 201]]);
  expect(users()).toEqual(['b']);
  expect(db.inspect('SELECT * FROM members')).toHaveLength(1);
});

test('two items with the same address: the first has it', async () => {
  const { send } = open();
  const twins = [user('a'), user('b', { email: 'A@mail.example' })];
  expect(await send(twins)).toEqual([207, [201, 409]]);
});

test('an item of a batch that was refused as a whole can be sent again', async () => {
  const { send, users } = open();
  const items = [user('a'), user('b', { team: 'nobody' })];
  expect(await send(items, { query: '?atomic=true' })).toEqual([422, [424, 422]]);
  expect(users()).toEqual([]);
  expect(await send([user('a')], { query: '?atomic=true' })).toEqual([200, [201]]);
});

test('a ref that comes again with something else is refused', async () => {
  const { send } = open();
  await send([user('a')]);
  expect(await send([user('a', { email: 'other@mail.example' })])).toEqual([422, [409]]);
});

test('a batch that is sent again is known, though its users were changed since', async () => {
  const { send } = open();
  await send([user('a')]);
  const changes = [{ ref: 'a', email: 'new@mail.example' }];
  expect(await send(changes, { method: 'PATCH' })).toEqual([200, [200]]);
  expect(await send([user('a')])).toEqual([200, [200]]);
  expect(await send([user('a', { email: 'new@mail.example' })])).toEqual([422, [409]]);
});

test('an update refuses what may not be set, and changes nothing of that item', async () => {
  const { db, send } = open();
  await send([user('a')]);
  const items = [{ ref: 'a', email: 'new@mail.example', is_admin: true }];
  expect(await send(items, { method: 'PATCH' })).toEqual([422, [422]]);
  expect(db.inspect('SELECT email, is_admin FROM users')).toEqual([
    { email: 'a@mail.example', is_admin: 0 },
  ]);
});

test(`${LIMIT} items are done, one more is too many`, async () => {
  const { send } = open();
  const items = Array.from({ length: LIMIT + 1 }, (_, n) => user(`u${n}`));
  expect((await send(items))[0]).toBe(413);
  expect((await send(items.slice(1)))[0]).toBe(200);
});

test('what is too long in bytes is told the limit in bytes', async () => {
  const { api } = open();
  const body = JSON.stringify([user('a', { note: 'x'.repeat(70_000) })]);
  const answer = await api.request('/users/bulk', { method: 'POST', body });
  expect([answer.status, await answer.json()]).toMatchObject([413, { limitBytes: 65_536 }]);
});

test.each(['1', 'TRUE', ''])('atomic=%s is refused, and stores nothing', async (atomic) => {
  const { send, users } = open();
  expect((await send([user('a')], { query: `?atomic=${atomic}` }))[0]).toBe(400);
  expect(users()).toEqual([]);
});

test.each([doEach, doAll])('an error that nobody foresaw leaves nothing of the batch', (run) => {
  const { db, users } = open();
  const one = (item: unknown) => {
    db.run('INSERT INTO users (ref, email) VALUES (?, ?)', [`${item}`, `${item}@mail.example`]);
    if (item === 'b') throw new TypeError('a fault');
    return { status: 201 } as const;
  };
  expect(() => run(db, ['a', 'b'], one)).toThrow('a fault');
  expect(users()).toEqual([]);
});

test('an import takes an answer that is none for one without results', async () => {
  const answer = async () => new Response('[]', { status: 502 });
  expect(await sendBatch(answer, 'http://api/', [])).toEqual({ status: 502, statuses: [] });
});
