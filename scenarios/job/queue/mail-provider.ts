import type { Clock } from 'apilab';
import { Hono } from 'hono';

/** Who takes mails, and sends each key once. It takes its time. */
export function mailProvider(clock: Pick<Clock, 'sleep'>) {
  const sent: string[] = [];
  const known = new Map<string, Promise<void>>();
  let takesMs = 1000;
  const app = new Hono().post('/mails', async (c) => {
    const key = c.req.header('idempotency-key') ?? '';
    const { order } = await c.req.json();
    const before = known.get(key);
    const done = before ?? clock.sleep(takesMs).then(() => void sent.push(order));
    known.set(key, done);
    await done;
    return c.body(null, 202, before === undefined ? {} : { 'Idempotent-Replayed': 'true' });
  });
  return {
    fetch: app.fetch,
    /** The orders that were confirmed, one for each mail. */
    sent,
    /** How long a mail takes from now on, in milliseconds. */
    takes(ms: number): void {
      takesMs = ms;
    },
  };
}
