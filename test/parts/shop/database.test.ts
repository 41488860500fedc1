import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from 'apilab/parts/shop/database';
import { expect, it, onTestFinished } from 'vitest';

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

it('waits for another process that writes to its file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'apilab-db-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'notes.db');
  const db = openDatabase(file);
  db.create('CREATE TABLE notes (text TEXT)');
  const library = createRequire(import.meta.url).resolve('node-sqlite3-wasm');
  const writer = `
    const { Database } = require(${JSON.stringify(library)});
    const db = new Database(${JSON.stringify(file)});
    db.exec("BEGIN IMMEDIATE; INSERT INTO notes VALUES ('theirs')");
    console.log('writes');
    setTimeout(() => { db.exec('COMMIT'); db.close(); }, 200);`;
  const child = spawn(process.execPath, ['-e', writer]);
  await once(child.stdout, 'data');
  db.run("INSERT INTO notes VALUES ('ours')");
  expect(db.all('SELECT text FROM notes')).toEqual([{ text: 'theirs' }, { text: 'ours' }]);
  await once(child, 'exit');
  db.close();
});
