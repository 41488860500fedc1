import { Hono } from 'hono';
import { createShipments } from './shipments.ts';
import { refuse, type WebhookReceiver } from './webhook-receiver.ts';

/**
 * Does things in the order that comes to mind first: look whether the id is known, work, remember the
 * id, answer. The sender's patience ends before the work does, and until then no id is known.
 */
export const inlineReceiver: WebhookReceiver = ({ db, clock, signature, secrets, ship }) => {
  createShipments(db);
  db.run('CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY)');
  const app = new Hono();

  app.post('/hooks', async (c) => {
    const body = new Uint8Array(await c.req.arrayBuffer());
    const refusal = signature.refusal(c.req.raw.headers, body, secrets, clock.date());
    if (refusal) return refuse();

    const id = c.req.header('webhook-id') ?? '';
    if (db.get('SELECT 1 FROM seen WHERE id = ?', [id])) return c.body(null, 204);
    const shipment = await ship(JSON.parse(new TextDecoder().decode(body)));
    shipment.record(db);
    db.run('INSERT OR IGNORE INTO seen (id) VALUES (?)', [id]);
    return c.body(null, 204);
  });

  return app;
};
