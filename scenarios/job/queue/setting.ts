import { join } from 'node:path';
import type { Lab } from 'apilab';
import { killableServer } from 'apilab/parts/process/killable-server';
import { type RunningProcess, startProcess } from 'apilab/parts/process/process';
import { openDatabase } from 'apilab/parts/shop/database';
import { createBooks } from './books.ts';
import { confirmation, type KeyOf, keyOfJob, type Mail, mailTo } from './confirmation.ts';
import { mailProvider } from './mail-provider.ts';
import { asJob, type Later, ordersApi } from './orders-api.ts';
import { LostLease, leasedQueue, type OpenQueue } from './queue.ts';
import { endFirst, type Shutdown, startWorker, type Work, type Worker } from './worker.ts';

/** How long an idle worker waits before it looks again, in milliseconds. */
const POLL_MS = 2000;

/** What the shop may have of its own. */
export interface Way {
  readonly later?: (work: Work) => Later;
  readonly openQueue?: OpenQueue;
  readonly keyOf?: KeyOf;
  readonly shutdown?: Shutdown;
}

/** What happens when a worker comes to a mail: it is killed, or stopped as by SIGSTOP, or all go on. */
interface Trap {
  readonly point: 'before' | 'after';
  readonly act: 'kill' | 'pause' | 'resume';
}

/** What is in the books: of the mail, and of the shop. */
export interface Books {
  readonly mails: number;
  readonly points: number;
}

type Stage = Pick<
  Lab,
  'note' | 'serve' | 'client' | 'party' | 'connections' | 'clock' | 'random' | 'temporaryFolder'
>;

/** A shop in processes that can be killed: an API, and workers that share a file with it. */
export async function openShop(lab: Stage, { leaseMs, way }: { leaseMs: number; way: Way }) {
  const { clock, random } = lab;
  const { openQueue = leasedQueue, keyOf = keyOfJob, shutdown = endFirst } = way;
  const mail = mailProvider(clock);
  await lab.serve('mail', mail, { client: 'worker' });
  const file = join(await lab.temporaryFolder(), 'shop.db');
  const urls = new Map<string, string>();
  for (const name of ['api', 'worker']) {
    urls.set(name, (await lab.party(name).route('mail')).url);
  }
  const mailOf = (name: string, fetch: typeof globalThis.fetch) =>
    mailTo(urls.get(name) ?? '', fetch);

  const api = killableServer({ clock, connect: () => lab.connections('api') }, (life) => {
    const db = life.own(openDatabase(file));
    createBooks(db);
    const queue = openQueue(db, { clock, random, leaseMs });
    const work = confirmation({ db, clock: life.clock, mail: mailOf('api', life.fetch), keyOf });
    return ordersApi({ db, later: way.later?.(work) ?? asJob(queue) });
  });
  const { url } = await lab.serve('api', api.serve);
  const send = lab.client();

  let trap: Trap | undefined;
  let stoodStill: string | undefined;
  const refused: ('old' | 'new')[] = [];
  const crew = new Map<string, RunningProcess<Worker>>();

  const goOn = () => {
    for (const process of crew.values()) process.resume();
  };

  function start(name: string): void {
    crew.get(name)?.kill();
    const process = startProcess({ clock, connections: lab.connections('worker') }, (life) => {
      const db = life.own(openDatabase(file));
      const outside = mailOf('worker', life.fetch);
      const reach = async (point: Trap['point']) => {
        if (trap?.point !== point) return;
        const { act } = trap;
        trap = undefined;
        lab.note(WHAT[act](name, WHEN[point]));
        if (act === 'pause') stoodStill = name;
        if (act === 'resume') goOn();
        else crew.get(name)?.[act]();
        await life.clock.sleep(0);
      };
      const trapped: Mail = {
        async send(given, signal) {
          await reach('before');
          await outside.send(given, signal);
          await reach('after');
        },
      };
      return startWorker({
        queue: openQueue(db, { clock, random, leaseMs }),
        work: confirmation({ db, clock: life.clock, mail: trapped, keyOf }),
        clock: life.clock,
        leaseMs,
        mostMs: 10 * leaseMs,
        pollMs: POLL_MS,
        report(error) {
          lab.note(`${name} is told: ${error}`);
          if (error instanceof LostLease) refused.push(name === stoodStill ? 'old' : 'new');
        },
      });
    });
    crew.set(name, process);
  }

  return {
    api,
    mail,
    start,
    /** Who was refused to end a job: the one that stood still and was overtaken, or the new one. */
    refused,
    async order(): Promise<void> {
      const answer = await send(`${url}/orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"customer":"ada","item":"pen"}',
      });
      await answer.arrayBuffer();
    },
    /** Something happens to the next worker that comes to this point of its work. */
    atMail(point: Trap['point'], act: Trap['act']): void {
      trap = { point, act };
    },
    /** What has not happened by now does not happen any more; who stands still goes on. */
    clear(): void {
      trap = undefined;
      goOn();
    },
    /** Ends a worker as a platform does: asked first. */
    async end(name: string): Promise<void> {
      const process = crew.get(name);
      if (process === undefined) return;
      await shutdown(process.program);
      process.kill();
      crew.delete(name);
    },
    books(): Books {
      const db = openDatabase(file);
      const points = db.inspect('SELECT sum(points) AS points FROM customers')[0]?.points ?? 0;
      db.close();
      return { mails: mail.sent.length, points: Number(points) };
    },
  };
}

const WHAT = {
  kill: (name: string, when: string) => `${name} is killed ${when}.`,
  pause: (name: string, when: string) => `${name} stands still ${when}.`,
  resume: (name: string) =>
    `${name} has taken over. Before it sends the mail, the other one goes on.`,
};
const WHEN = { before: 'before it sends the mail', after: 'when the mail is sent' };
