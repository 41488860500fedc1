import type { Lab } from 'apilab';
import { openDatabase } from 'apilab/parts/shop/database';
import { type Batches, bulkApi } from './bulk-api.ts';
import { sendBatch } from './bulk-client.ts';
import { USERS_SCHEMA } from './users.ts';

/** A user of a batch, such as `a7`. */
export const user = (ref: string) => ({ ref, email: `${ref}@mail.example`, team: 'sales' });

export const batch = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, n) => user(`${prefix}${n + 1}`));

/** A batch in which three are wrong: one has an address that is taken, one a team that is not there, one no address. */
export function withThreeWrong(prefix: string, count: number): readonly object[] {
  const wrong = [{ email: 'eve@mail.example' }, { team: 'nobody' }, { email: 'none' }];
  const at = placesOfWrong(count);
  return batch(prefix, count).map((item, index) => ({ ...item, ...wrong[at.indexOf(index)] }));
}

/** The first, and those behind each third. */
export const placesOfWrong = (count: number) =>
  [0, 1, 2].map((third) => Math.floor((third * count) / 3));

/** An API for batches of users, at which Eve has an account, and somebody who imports users. */
export async function openImport(lab: Pick<Lab, 'use' | 'serve' | 'party'>, batches: Batches) {
  const db = await lab.use(openDatabase());
  db.create(USERS_SCHEMA);
  db.run("INSERT INTO teams (name) VALUES ('sales')");
  db.run("INSERT INTO users (ref, email) VALUES ('x1', 'eve@mail.example')");
  const { tap } = await lab.serve('api', bulkApi(db, batches), { client: 'import' });
  const { fetch } = lab.party('import');
  const count = (sql: string) => Number(db.inspect(sql)[0]?.count);

  return {
    tap,
    create: (items: readonly object[], query = '') =>
      sendBatch(fetch, `http://api/users/bulk${query}`, items),
    change: (items: readonly object[]) =>
      sendBatch(fetch, 'http://api/users/bulk', items, { method: 'PATCH' }),
    /** How many users there are whose ref begins so. */
    stored: (prefix: string) =>
      count(`SELECT COUNT(*) AS count FROM users WHERE ref LIKE '${prefix}%'`),
    admins: () => count('SELECT COUNT(*) AS count FROM users WHERE is_admin <> 0'),
  };
}
