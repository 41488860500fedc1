import type { Database } from 'apilab/parts/shop/database';

export interface Person {
  readonly given: string;
  readonly family: string;
}

/** The people whom both versions of the API show. */
export interface PeopleStore {
  add(person: Person): number;
  find(id: number): Person | undefined;
  /** The newest hundred. */
  newest(): readonly (Person & { readonly id: number })[];
  note(text: string): void;
}

export const PEOPLE_SCHEMA = `
  CREATE TABLE people (id INTEGER PRIMARY KEY, given TEXT NOT NULL, family TEXT NOT NULL);
  CREATE TABLE feedback (id INTEGER PRIMARY KEY, text TEXT NOT NULL)`;

export function peopleStore(db: Database): PeopleStore {
  return {
    add({ given, family }) {
      db.run('INSERT INTO people (given, family) VALUES (?, ?)', [given, family]);
      return Number(db.get('SELECT last_insert_rowid() AS id')?.id);
    },
    find(id) {
      const row = db.get('SELECT given, family FROM people WHERE id = ?', [id]);
      return row && { given: String(row.given), family: String(row.family) };
    },
    newest: () =>
      db
        .all('SELECT id, given, family FROM people ORDER BY id DESC LIMIT 100')
        .map(({ id, given, family }) => ({
          id: Number(id),
          given: String(given),
          family: String(family),
        })),
    note(text) {
      db.run('INSERT INTO feedback (text) VALUES (?)', [text]);
    },
  };
}
