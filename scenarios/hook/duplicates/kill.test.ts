import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from 'apilab';
import { openShop } from 'apilab/parts/shop/shop';
import { seededRandom, startServer } from 'apilab/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deliveryQueue } from '../parts/delivery-queue.ts';
import { inboxIn } from '../parts/inbox.ts';
import { inboxWorker } from '../parts/inbox-worker.ts';
import { packing } from '../parts/packing.ts';
import { openQueueFile, QueueInUse } from '../parts/queue-file.ts';
import { keyOf } from '../parts/signature.ts';
import { webhookReceiver } from '../parts/webhook-receiver.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const clock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  sleep: () => Promise.resolve(),
  setTimer: () => ({ cancel: () => {} }),
};

let folder: string;
let file: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'apilab-kill-'));
  file = join(folder, 'queue.db');
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a sender as a process and waits until it works on the queue. */
async function startSender(url: string): Promise<ChildProcess> {
  const script = join(import.meta.dirname, 'kill.test-process.ts');
  const child = fork(script, [file, url, SECRET], {
    execArgv: ['--import', 'tsx', '--conditions=source'],
  });
  children.push(child);
  expect(await once(child, 'message')).toEqual(['ready', undefined]);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** A receiver that says when a delivery comes and when it is answered. */
async function startReceiver() {
  const db = openShop();
  const deliveries = new EventEmitter();
  const counts = new Map<string, number>();
  const handlers = packing({ db, clock, takesMs: 0 });
  const take = inboxWorker({ inbox: inboxIn(db, clock.date()), clock, handlers });
  const app = webhookReceiver({ clock, keys: [keyOf(SECRET)], take });
  const server = await startServer({
    async fetch(request) {
      const id = request.headers.get('webhook-id') ?? '';
      counts.set(id, (counts.get(id) ?? 0) + 1);
      deliveries.emit('came');
      const answer = await app.fetch(request);
      setImmediate(() => deliveries.emit('answered'));
      return answer;
    },
  });
  const parcels = () =>
    db.inspect('SELECT order_id FROM shipments ORDER BY order_id').map((row) => row.order_id);
  return { url: `http://127.0.0.1:${server.port}/hooks`, server, deliveries, counts, parcels };
}

describe('a sender that is killed with SIGKILL', () => {
  test('again and again, at any point: every order it took arrives, and is sent out once', async () => {
    const receiver = await startReceiver();
    const random = seededRandom(7);
    let order = 0;
    for (let life = 0; life < 3; life++) {
      const sender = await startSender(receiver.url);
      const moment = random.pick(['came', 'answered']);
      const taken = [order + 1, order + 2, order + 3].map((next) => {
        sender.send(next);
        return next;
      });
      order += taken.length;
      // The third is taken before the sender dies, so that each of them must arrive.
      const queued = new Promise<void>((resolve) => {
        sender.on('message', (message) => message === order && resolve());
      });
      const dying = once(receiver.deliveries, moment);
      await Promise.all([queued, dying]);
      await kill(sender);
    }
    await startSender(receiver.url);
    while (receiver.parcels().length < order) await once(receiver.deliveries, 'answered');
    expect(receiver.parcels()).toEqual(Array.from({ length: order }, (_, n) => n + 1));
    await receiver.server.close();
  });

  test('before it knows the answer: the event comes again with the same id', async () => {
    const receiver = await startReceiver();
    const first = await startSender(receiver.url);
    const came = once(receiver.deliveries, 'came');
    // Dead at the very moment: the process cannot read the answer any more.
    receiver.deliveries.once('came', () => first.kill('SIGKILL'));
    first.send(1);
    await came;
    await kill(first);
    const again = once(receiver.deliveries, 'answered');
    await startSender(receiver.url);
    await again;
    expect([...receiver.counts.values()]).toEqual([2]);
    expect(receiver.parcels()).toEqual([1]);
    await receiver.server.close();
  });

  test('in a transaction: its lock is left behind, and neither that nor the half-done work stays', async () => {
    const before = openQueueFile(file);
    const dueAt = Date.now() + 3_600_000;
    deliveryQueue(before).add({ id: 'msg_1', url: 'http://shop.test/', body: '{}', dueAt });
    before.close();
    rmSync(`${file}.owner`);

    const sender = await startSender('http://shop.test/');
    const death = once(sender, 'exit');
    sender.send('die in a transaction');
    await death;
    expect(existsSync(`${file}.lock`)).toBe(true);

    const after = openQueueFile(file);
    expect(deliveryQueue(after).waiting()).toHaveLength(1);
    deliveryQueue(after).delivered('msg_1');
    expect(deliveryQueue(after).waiting()).toHaveLength(0);
    after.close();
  });
});

describe('the file of a queue', () => {
  test('is not opened while its owner is alive', async () => {
    const receiver = await startReceiver();
    const owner = await startSender(receiver.url);
    expect(() => openQueueFile(file)).toThrow(QueueInUse);
    await kill(owner);
    openQueueFile(file).close();
    await receiver.server.close();
  });

  test('is opened if the owner file says nothing that makes sense', () => {
    writeFileSync(`${file}.owner`, 'nobody');
    openQueueFile(file).close();
  });
});
