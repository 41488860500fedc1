import { ItemRefused } from '../batch.ts';
import type { ItemOf } from '../users.ts';

const COLUMNS = ['email', 'is_admin'];

/** Sets whatever column an item names. */
export const copiesAll: ItemOf = (db) => (item) => {
  const { ref, ...members } = Object(item);
  for (const [name, value] of Object.entries(members)) {
    if (!COLUMNS.includes(name)) continue;
    const set = typeof value === 'boolean' ? Number(value) : `${value}`;
    const changed = db.run(`UPDATE users SET ${name} = ? WHERE ref = ?`, [set, `${ref}`]);
    if (changed === 0) throw new ItemRefused(422, 'There is no such user');
  }
  return { status: 200 };
};
