import type { Clock, Random } from 'apilab';
import { retryAfterMs } from 'apilab/parts/http/retry-after';
import type { Delivery, DeliveryQueue } from './delivery-queue.ts';
import { type WaitAfter, waitBySchedule } from './retry-schedule.ts';
import { type SignatureScheme, type SignedContent, standardSignature } from './signature.ts';

/** How long an endpoint may take to answer. Standard Webhooks 1.0.0 recommends 15 to 30 seconds. */
const TIMEOUT_MS = 20_000;
/** How many deliveries an endpoint is sent at once: one that has just come back must not be run over. */
const MOST_AT_ONCE = 10;

export interface WebhookSenderOptions {
  readonly queue: DeliveryQueue;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly random: Random;
  readonly newId: () => string;
  /** The keys of an endpoint, each its own; two of them while one replaces the other. */
  readonly keysOf: (url: string) => readonly Uint8Array[];
  /** Told of an endpoint that is disabled, to tell its owner by another way. */
  readonly onDisabled: (url: string, reason: string) => void;
  readonly signature?: SignatureScheme;
  readonly waitAfter?: WaitAfter;
}

/** What is due at one endpoint. */
interface Line {
  underWay: number;
  readonly waiting: Delivery[];
}

/** What came of an attempt: an answer, or none. */
type Outcome = { readonly status: number; readonly retryAfter: string | null } | 'no answer';

/** The fields that a delivery carries (Standard Webhooks 1.0.0 §Webhook headers). */
export const deliveryFields = ({ id, timestamp }: SignedContent, signature: string) => ({
  'content-type': 'application/json',
  'webhook-id': id,
  'webhook-timestamp': String(timestamp),
  'webhook-signature': signature,
});

/** Sends events to endpoints until they have arrived, at least once each. */
export function webhookSender(options: WebhookSenderOptions) {
  const { queue, fetch, clock, random, newId, keysOf, onDisabled } = options;
  const { signature = standardSignature, waitAfter = waitBySchedule } = options;
  const now = () => clock.date().getTime();
  const lines = new Map<string, Line>();

  /** Each delivery has its own timer, so that a dead endpoint holds up nobody else's. */
  function schedule(delivery: Delivery): void {
    clock.setTimer(delivery.dueAt - now(), () => void inTurn(delivery));
  }

  async function inTurn(delivery: Delivery): Promise<void> {
    const line = lines.get(delivery.url) ?? { underWay: 0, waiting: [] };
    lines.set(delivery.url, line);
    if (line.underWay >= MOST_AT_ONCE) return void line.waiting.push(delivery);
    line.underWay++;
    try {
      await attempt(delivery);
    } finally {
      line.underWay--;
      const next = line.waiting.shift();
      if (next !== undefined) void inTurn(next);
      else if (line.underWay === 0) lines.delete(delivery.url);
    }
  }

  async function attempt(delivery: Delivery): Promise<void> {
    if (queue.isDisabled(delivery.url)) return void queue.bury(delivery, 'disabled before');
    const outcome = await post(delivery);
    if (outcome === 'no answer') return postpone(delivery, 0);
    const { status, retryAfter } = outcome;
    // What counts is the class of the status: an endpoint may say 200, 202 or 204.
    if (status >= 200 && status < 300) queue.delivered(delivery.id);
    else if (status === 410) giveUp(delivery, '410 Gone');
    // A redirect is a failure like any other: following it would hand the event to who knows whom.
    else postpone(delivery, retryAfterMs(retryAfter, clock.date()) ?? 0);
  }

  function postpone(delivery: Delivery, retryAfterMs: number): void {
    const wait = waitAfter({ failures: delivery.failures + 1, retryAfterMs, random });
    if (wait === undefined) giveUp(delivery, 'every attempt failed');
    else schedule(queue.postpone(delivery, now() + wait));
  }

  function giveUp(delivery: Delivery, reason: string): void {
    if (queue.bury(delivery, reason)) onDisabled(delivery.url, reason);
  }

  async function post({ id, url, body }: Delivery): Promise<Outcome> {
    // The time of this attempt, not of the event: a retry next day must not look like a replay.
    const timestamp = Math.floor(now() / 1000);
    const content = { id, timestamp, body: new TextEncoder().encode(body) };
    const headers = deliveryFields(content, signature.sign(content, keysOf(url)));
    const patience = new AbortController();
    const timer = clock.setTimer(TIMEOUT_MS, () => patience.abort());
    try {
      const { signal } = patience;
      const request = { method: 'POST', headers, body: content.body, signal } as const;
      const response = await fetch(url, { ...request, redirect: 'manual' });
      // What the answer says beside its status is nobody's business, however long it is.
      await response.body?.cancel();
      return { status: response.status, retryAfter: response.headers.get('retry-after') };
    } catch {
      return 'no answer';
    } finally {
      timer.cancel();
    }
  }

  for (const delivery of queue.waiting()) schedule(delivery);

  return {
    /** Takes an event: from here on it arrives, or becomes a dead letter. Returns its id. */
    send(url: string, event: object): string {
      const body = JSON.stringify(event);
      const delivery = queue.add({ id: `msg_${newId()}`, url, body, dueAt: now() });
      schedule(delivery);
      return delivery.id;
    },
    /** Sends an endpoint's dead letters once more, from the start of the schedule. */
    redrive(url: string): void {
      for (const delivery of queue.revive(url, now())) schedule(delivery);
    },
  };
}
