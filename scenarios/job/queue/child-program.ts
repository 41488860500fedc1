import type { Answering, ServerLife } from 'apilab/parts/process/killable-server';
import { openDatabase } from 'apilab/parts/shop/database';
import { confirmation, mailTo } from './confirmation.ts';
import { leasedQueue } from './queue.ts';
import { startWorker } from './worker.ts';

/** A worker as the program of a real process (`childServer`): it can be killed around its mail. */
export default function child({ clock, fetch, through }: ServerLife, given: unknown): Answering {
  const { file, mail, leaseMs } = Object(given);
  const db = openDatabase(String(file));
  const random = { between: (min: number, max: number) => (min + max) / 2 };
  startWorker({
    queue: leasedQueue(db, { clock, random, leaseMs: Number(leaseMs) }),
    work: confirmation({ db, clock, mail: through('mail', { ...mailTo(String(mail), fetch) }) }),
    clock,
    leaseMs: Number(leaseMs),
    mostMs: 60_000,
    pollMs: 100,
  });
  return { fetch: () => new Response('it works\n') };
}
