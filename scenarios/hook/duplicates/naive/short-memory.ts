import type { Database } from 'apilab/parts/shop/database';
import type { Inbox } from '../../parts/inbox.ts';

const KEPT_MS = 5 * 60_000;

/** Keeps ids as long as a signature is fresh, and forgets that a retry has a fresh one. */
export const shortMemory = (db: Database, inbox: Inbox): Inbox => ({
  ...inbox,
  take(delivery, now) {
    const forgotten = now.getTime() - KEPT_MS;
    db.run("DELETE FROM inbox WHERE state = 'done' AND taken_at < ?", [forgotten]);
    return inbox.take(delivery, now);
  },
});
