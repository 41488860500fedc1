import { openDatabase } from 'apilab/parts/shop/database';
import { expect, it } from 'vitest';

it('creates a schema, semicolons in it and all, and tells no watcher', () => {
  const db = openDatabase();
  const seen: string[] = [];
  db.watch(({ sql }) => seen.push(sql));
  db.create(`
    CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL DEFAULT 'a; b');
    CREATE INDEX notes_by_text ON notes (text);
    INSERT INTO notes DEFAULT VALUES;
  `);
  expect(db.all('SELECT text FROM notes')).toEqual([{ text: 'a; b' }]);
  expect(seen).toEqual(['SELECT text FROM notes']);
});
