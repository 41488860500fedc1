import type { Clock } from 'apilab';
import type { Database } from 'apilab/parts/shop/database';
import { addPoints } from './books.ts';
import type { Leased } from './queue.ts';
import type { Work } from './worker.ts';

/** What a job is about. */
export interface Placed {
  readonly order: string;
  readonly customer: string;
}

/** Whoever takes mails. One that comes twice with the same key is sent once. */
export interface Mail {
  send(mail: { readonly key: string; readonly order: string }, signal: AbortSignal): Promise<void>;
}

/** By what the other side knows a mail again. */
export type KeyOf = (job: Leased) => string;

/** The job's, so whoever does the job again names the same mail. */
export const keyOfJob: KeyOf = ({ id }) => `job-${id}`;

/** How long a mail takes to write, in milliseconds. */
const WRITE_MS = 500;

/** How many points an order brings. */
export const POINTS = 10;

/**
 * Confirms an order by mail, and gives points for it. The mail leaves the house, so it is named by the job;
 * the points are in our own database, so they are stored with the end of the job.
 */
export const confirmation =
  (options: {
    readonly db: Database;
    readonly mail: Mail;
    readonly clock: Pick<Clock, 'sleep'>;
    readonly keyOf?: KeyOf;
  }): Work =>
  async (job, signal) => {
    const { db, mail, clock, keyOf = keyOfJob } = options;
    const { order, customer }: Placed = JSON.parse(job.payload);
    await clock.sleep(WRITE_MS, { signal });
    await mail.send({ key: keyOf(job), order }, signal);
    return () => addPoints(db, customer, POINTS);
  };

/** Mails by HTTP. The key is a string of structured fields, as the draft of Idempotency-Key has it. */
export const mailTo = (url: string, fetch: typeof globalThis.fetch): Mail => ({
  async send({ key, order }, signal) {
    const answer = await fetch(`${url}/mails`, {
      method: 'POST',
      signal,
      headers: { 'content-type': 'application/json', 'idempotency-key': `"${key}"` },
      body: JSON.stringify({ order }),
    });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`the mail was answered ${answer.status}`);
  },
});
