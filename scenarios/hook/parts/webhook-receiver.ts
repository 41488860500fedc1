import type { Clock } from 'apilab';
import { readAtMost } from 'apilab/parts/http/json';
import { Hono } from 'hono';
import { type SignatureScheme, standardSignature } from './signature.ts';

/** The most content that a delivery may have; less than 20 kB are recommended (§Payload size). */
const MOST_BYTES = 256 * 1024;

/** A delivery that is genuine. */
export interface GenuineDelivery {
  readonly id: string;
  readonly body: string;
}

/** Takes a delivery. Once this is done, the sender is told that it has arrived. */
export type Take = (delivery: GenuineDelivery) => void | Promise<void>;

export interface WebhookReceiverOptions {
  readonly clock: Clock;
  /** Several while one replaces another. */
  readonly keys: readonly Uint8Array[];
  readonly take: Take;
  readonly signature?: SignatureScheme;
}

/** An endpoint for webhooks: takes what is genuine, whatever it says, and refuses the rest. */
export function webhookReceiver(options: WebhookReceiverOptions): Hono {
  const { clock, keys, take, signature = standardSignature } = options;
  const app = new Hono();

  app.post('/hooks', async (c) => {
    // The bytes as they came: JSON that was read and written again is other bytes.
    const body = await readAtMost(c.req.raw, MOST_BYTES);
    if (body === 'too-large') return c.body(null, 413);
    if (body === 'broken-off') return c.body(null, 400);
    const { headers } = c.req.raw;
    if (signature.refusal({ headers, body }, keys, clock.date())) return refuse();
    await take({ id: headers.get('webhook-id') ?? '', body: new TextDecoder().decode(body) });
    // The second time is a success too, or the sender would never end.
    return c.body(null, 202);
  });
  // What broke inside is for the log of the receiver; the sender comes again.
  app.onError((_, c) => c.body(null, 500));
  app.all('/hooks', (c) => c.body(null, 405, { Allow: 'POST' }));
  return app;
}

/**
 * Refuses a delivery. A 401 needs a challenge (RFC 9110 §15.5.2); for webhooks no scheme is
 * registered, so this one is the receiver's own. Why it was refused is nobody's business.
 */
const refuse = (): Response =>
  new Response(null, { status: 401, headers: { 'WWW-Authenticate': 'Webhook-Signature' } });
