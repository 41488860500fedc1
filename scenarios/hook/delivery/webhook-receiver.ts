import type { Clock } from 'apilab';
import type { Database } from 'apilab/parts/shop/database';
import { Hono } from 'hono';
import { createShipments, type Ship } from './shipments.ts';
import type { SignatureScheme } from './signature.ts';

export interface WebhookReceiverOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly signature: SignatureScheme;
  /** Several while one replaces another. */
  readonly secrets: readonly string[];
  /** The work that an event calls for; it takes its time. */
  readonly ship: Ship;
}

/** What makes a receiver: an app that takes deliveries. */
export type WebhookReceiver = (options: WebhookReceiverOptions) => Hono;

/** A delivery that was taken and whose work is not yet done. */
const INBOX = `CREATE TABLE IF NOT EXISTS inbox (
  id   TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  done INTEGER NOT NULL DEFAULT 0
)`;

/** Takes deliveries: checks them, writes them down, says so at once, and works afterwards. */
export const webhookReceiver: WebhookReceiver = ({ db, clock, signature, secrets, ship }) => {
  createShipments(db);
  db.run(INBOX);
  const app = new Hono();

  app.post('/hooks', async (c) => {
    // The bytes as they came: JSON that was read and written again is other bytes.
    const body = new Uint8Array(await c.req.arrayBuffer());
    const refusal = signature.refusal(c.req.raw.headers, body, secrets, clock.date());
    if (refusal) return refuse();

    // The database says whether this is the first with its id: to look first would let two pass.
    const id = c.req.header('webhook-id') ?? '';
    const text = new TextDecoder().decode(body);
    const isNew = db.run('INSERT OR IGNORE INTO inbox (id, body) VALUES (?, ?)', [id, text]) === 1;
    if (isNew) void work(id, text);
    // The second time is a success too, or the sender would never end.
    return c.body(null, 202);
  });

  /** Does the work; its effect and the note that it is done are one transaction. */
  async function work(id: string, body: string): Promise<void> {
    const shipment = await ship(JSON.parse(body));
    db.transaction(() => {
      const isFirst = db.run('UPDATE inbox SET done = 1 WHERE id = ? AND done = 0', [id]) === 1;
      if (isFirst) shipment.record(db);
    });
  }

  // What was taken before a crash is still to be done.
  for (const { id, body } of db.all('SELECT id, body FROM inbox WHERE done = 0')) {
    void work(String(id), String(body));
  }

  return app;
};

/**
 * Refuses a delivery. A 401 needs a challenge (RFC 9110 §15.5.2); for webhooks no scheme is
 * registered, so this one is the receiver's own. Why it was refused is nobody's business.
 */
export const refuse = (): Response =>
  new Response(null, { status: 401, headers: { 'WWW-Authenticate': 'Webhook-Signature' } });
