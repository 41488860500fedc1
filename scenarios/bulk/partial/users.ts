import type { Database } from 'apilab/parts/shop/database';
import { type DoOne, ItemRefused } from './batch.ts';

export const USERS_SCHEMA = `
  CREATE TABLE teams (name TEXT PRIMARY KEY);
  CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL UNIQUE COLLATE NOCASE,
    asked TEXT,
    is_admin INTEGER NOT NULL DEFAULT 0
  );
  CREATE TABLE members (user INTEGER NOT NULL, team TEXT NOT NULL)`;

/** Does one item of a kind, in a database. */
export type ItemOf = (db: Database) => DoOne;

/**
 * Creates a user and makes them a member of a team. The item names itself by `ref`: one that is here already is
 * known again, so that a batch whose answer was lost can be sent once more.
 */
export const createUser: ItemOf = (db) => (item) => {
  const { ref, email, team } = textsOf(item, ['ref', 'email', 'team']);
  const known = db.get('SELECT id, asked FROM users WHERE ref = ?', [ref]);
  if (known !== undefined) {
    // Compared with what was asked for then: the user may have been changed since.
    if (known.asked === asked(email, team)) return { status: 200, location: at(known.id) };
    throw new ItemRefused(409, 'Another item had this ref');
  }
  return insertUser(db, { ref, email, team });
};

export function insertUser(
  db: Database,
  { ref, email, team }: Readonly<Record<'ref' | 'email' | 'team', string>>,
) {
  const values = [ref, email, asked(email, team)];
  db.run('INSERT INTO users (ref, email, asked) VALUES (?, ?, ?)', values);
  const id = db.get('SELECT id FROM users WHERE ref = ?', [ref])?.id ?? null;
  const joined = db.run('INSERT INTO members SELECT ?, name FROM teams WHERE name = ?', [id, team]);
  if (joined === 0) throw new ItemRefused(422, 'There is no such team');
  return { status: 201, location: at(id) } as const;
}

/** Changes the e-mail address of a user: what else an item names, nobody may change here. */
export const changeUser: ItemOf = (db) => (item) => {
  const { ref, email } = textsOf(item, ['ref', 'email']);
  const changed = db.run('UPDATE users SET email = ? WHERE ref = ?', [email, ref]);
  if (changed === 0) throw new ItemRefused(422, 'There is no such user');
  return { status: 200 };
};

/** What an item asked for, by which it is told from another one with its ref. */
const asked = (email: string, team: string) => JSON.stringify([email, team]);

const at = (id: unknown) => `/users/${id}`;

/** The members of an item, all of them short texts, and no others. @throws ItemRefused */
export function textsOf<Name extends string>(
  item: unknown,
  names: readonly Name[],
): Readonly<Record<Name, string>> {
  const members: Readonly<Record<string, unknown>> = Object(item);
  const odd = Object.keys(members).find((name) => !names.some((each) => each === name));
  if (odd !== undefined) throw new ItemRefused(422, `'${odd.slice(0, 40)}' cannot be set here`);
  const entries = names.map((name) => {
    const value = members[name];
    const isShort = typeof value === 'string' && value !== '' && value.length <= 100;
    if (!isShort || (name === 'email' && !/^[^\s@]+@[^\s@]+$/.test(value))) {
      throw new ItemRefused(422, `'${name}' is not valid`);
    }
    return [name, value] as const;
  });
  return Object.fromEntries(entries) as Record<Name, string>;
}
