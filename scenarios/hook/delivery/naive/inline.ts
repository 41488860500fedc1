import type { Database } from 'apilab/parts/shop/database';
import { type Handlers, workOn } from '../../parts/events.ts';
import type { Take } from '../../parts/webhook-receiver.ts';

/**
 * Does things in the order that comes to mind first: look whether the id is known, work, remember the
 * id, answer. The sender's patience ends before the work does, and until then no id is known.
 */
export function inline(db: Database, handlers: Handlers): Take {
  db.create('CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY)');
  return async ({ id, body }) => {
    if (db.get('SELECT 1 FROM seen WHERE id = ?', [id])) return;
    const effect = await workOn(body, handlers);
    effect(db);
    db.run('INSERT OR IGNORE INTO seen (id) VALUES (?)', [id]);
  };
}
