import type { Database } from 'apilab/parts/shop/database';
import { type Handlers, workOn } from '../../parts/events.ts';
import type { Take } from '../../parts/webhook-receiver.ts';

/**
 * Looks whether an id is known, answers, works, and remembers the id when the work is done. Until then
 * every copy is the first, and what was answered is known to this process alone.
 */
export function rememberLate(db: Database, handlers: Handlers): Take {
  db.create('CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY)');
  return ({ id, body }) => {
    if (db.get('SELECT 1 FROM seen WHERE id = ?', [id])) return;
    void workOn(body, handlers).then((effect) => {
      effect(db);
      db.run('INSERT OR IGNORE INTO seen (id) VALUES (?)', [id]);
    });
  };
}
