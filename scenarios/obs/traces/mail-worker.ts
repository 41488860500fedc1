import type { Database } from 'apilab/parts/shop/database';
import { takeJob } from './jobs.ts';
import type { Telemetry } from './service.ts';

export interface MailWorkerOptions {
  readonly telemetry: Telemetry;
  readonly db: Database;
  readonly fetch: typeof globalThis.fetch;
  /** Where mails are sent: a service of somebody else. */
  readonly mail: string;
  /** What of the trace is told to them. */
  readonly outside: (fields: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
}

/**
 * Sends the mails that are queued. Each is a span below the request that queued it, in the same trace,
 * however much later. A worker that takes many jobs at once would link to their spans instead, as a
 * span has one parent.
 */
export function mailWorker({ telemetry, db, fetch, mail, outside }: MailWorkerOptions) {
  const { tracer, carrying, log } = telemetry;
  return {
    /** Sends all that is queued by now. */
    async work(): Promise<void> {
      for (let job = takeJob(db); job !== undefined; job = takeJob(db)) {
        const { order, fields } = job;
        const came = new Headers(fields);
        await tracer.span('process mails', carrying.taken(came), async (context) => {
          const answer = await fetch(`${mail}/messages`, {
            method: 'POST',
            headers: {
              ...outside(carrying.handedOn(context, came)),
              'content-type': 'application/json',
            },
            body: JSON.stringify({ about: `order ${order}` }),
          });
          await answer.text();
          log('info', 'mail sent', context, { order, status: answer.status });
        });
      }
    },
  };
}
