import type { Clock } from 'apilab';
import type { Database } from 'apilab/parts/shop/database';

/** A message that is to be sent. Its id stays the same if it is sent again. */
export interface Message {
  readonly id: number;
  /** The order that was placed, such as `/orders/1`. */
  readonly order: string;
}

/** Whoever takes messages; one may come twice, and is known by its id. */
export type Mail = { send(message: Message): Promise<void> };

export function createOutbox(db: Database): void {
  db.create(`
    CREATE TABLE IF NOT EXISTS outbox (
      id         INTEGER PRIMARY KEY AUTOINCREMENT,
      order_path TEXT NOT NULL
    )`);
}

/** Puts a message into the outbox: in the transaction of what it is about. */
export function enqueue(db: Database, order: string): void {
  db.run('INSERT INTO outbox (order_path) VALUES (?)', [order]);
}

/** How long to wait after a message could not be sent, in milliseconds. */
const RETRY_MS = 5000;

/** Sends what lies in the outbox, oldest first, and takes out what was sent: at least once each. */
export function relay(options: {
  readonly db: Database;
  readonly mail: Mail;
  readonly clock: Clock;
}): { wake(): void } {
  const { db, mail, clock } = options;
  let isAwake = false;

  async function sendAll(): Promise<void> {
    for (let message = oldest(); message !== undefined; message = oldest()) {
      await mail.send(message);
      db.run('DELETE FROM outbox WHERE id = ?', [message.id]);
    }
  }

  function oldest(): Message | undefined {
    const row = db.get('SELECT id, order_path FROM outbox ORDER BY id LIMIT 1');
    return row && { id: Number(row.id), order: String(row.order_path) };
  }

  function wake(): void {
    if (isAwake) return;
    isAwake = true;
    sendAll().then(
      () => {
        isAwake = false;
      },
      () => {
        isAwake = false;
        clock.setTimer(RETRY_MS, wake);
      },
    );
  }
  return { wake };
}
