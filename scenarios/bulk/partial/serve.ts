import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { openDatabase } from 'apilab/parts/shop/database';
import { BATCHES, type Batches, bulkApi, LIMIT } from './bulk-api.ts';
import { USERS_SCHEMA } from './users.ts';

/** Users in batches; there is a team, and an address that is taken. */
export function servedUsers(
  { use, statements }: LiveLab,
  batches: Batches = BATCHES,
): ServerRecipe {
  const db = use(openDatabase());
  db.create(USERS_SCHEMA);
  db.run("INSERT INTO teams (name) VALUES ('sales')");
  db.run("INSERT INTO users (ref, email) VALUES ('first', 'eve@mail.example')");
  db.watch(statements('api', 'db'));
  return bulkApi(db, batches);
}

const ada = { ref: 'a1', email: 'ada@mail.example', team: 'sales' };
const eve = { ref: 'a2', email: 'eve@mail.example', team: 'sales' };
const json = (items: readonly object[]) => JSON.stringify(items);

/** Batches whose items have results of their own. */
export default defineServer({
  title: 'Users, many at once',
  about: `POST and PATCH /users/bulk take up to ${LIMIT} items; there is a team sales.`,
  standard: 'rfc4918 §13',
  focus: ['content-type'],

  start: (lab) => servedUsers(lab),

  tryIt: ({ url }) => [
    {
      about: 'two users, of whom one has an address that is taken; send it twice',
      command: `curl -i ${url}/users/bulk --json '${json([ada, eve])}'`,
    },
    {
      about: 'both or none',
      command: `curl -i '${url}/users/bulk?atomic=true' --json '${json([{ ...ada, ref: 'b1', email: 'bob@mail.example' }, eve])}'`,
    },
    {
      about: 'an update that asks for more than an address',
      command: `curl -i -X PATCH ${url}/users/bulk --json '${json([{ ref: 'first', email: 'eva@mail.example', is_admin: true }])}'`,
    },
  ],
});
