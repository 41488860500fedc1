import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childServer } from 'apilab/parts/process/child-server';
import { openDatabase } from 'apilab/parts/shop/database';
import { manualClock, seededRandom } from 'apilab/testing';
import { afterEach, expect, test } from 'vitest';
import { createBooks } from './books.ts';
import { leasedQueue } from './queue.ts';

/** In real time: long enough for a busy machine to extend it within a third. */
const LEASE_MS = 3000;

const atEnd: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of atEnd.splice(0).reverse()) await end();
});

/** Somebody outside who takes mails, and remembers the key of each and when it came. */
async function mailServer() {
  const came: { readonly key: string; readonly at: number }[] = [];
  const server = createServer((request, response) => {
    came.push({ key: String(request.headers['idempotency-key']), at: performance.now() });
    request.resume();
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, came };
}

/** A file of a shop, and workers in processes of their own that share it. */
async function shop() {
  const folder = await mkdtemp(join(tmpdir(), 'apilab-queue-'));
  atEnd.push(() => rm(folder, { recursive: true }));
  const file = join(folder, 'shop.db');
  const { url, came } = await mailServer();
  /** Looks into the file, or writes to it, as often as it takes: a worker may have it locked. */
  const inFile = async <T>(use: (db: ReturnType<typeof openDatabase>) => T): Promise<T> => {
    for (let left = 200; ; left--) {
      const db = openDatabase(file);
      try {
        return use(db);
      } catch (error) {
        if (left === 0 || !String(error).includes('locked')) throw error;
        await new Promise((resolve) => setTimeout(resolve, 20));
      } finally {
        db.close();
      }
    }
  };
  await inFile(createBooks);
  const worker = async () => {
    const settings = { file, mail: url, leaseMs: LEASE_MS };
    const child = childServer(new URL('./child-program.ts', import.meta.url), settings);
    const { close } = await child.serve({ host: '127.0.0.1' });
    atEnd.push(close);
    return child;
  };
  const put = () =>
    inFile((db) => {
      const options = { clock: manualClock(), random: seededRandom(1), leaseMs: LEASE_MS };
      leasedQueue(db, options).put('{"order":"/orders/1","customer":"ada"}');
    });
  const books = () =>
    inFile((db) => ({
      jobs: db.inspect('SELECT count(*) AS n FROM jobs')[0]?.n,
      points: db.inspect('SELECT sum(points) AS n FROM customers')[0]?.n,
    }));
  return { worker, put, books, came };
}

test.each([
  ['before mail.send', 1],
  ['after mail.send', 2],
])(
  'kill -9 %s: another worker does the job when the lease is over, in %i mails under one key',
  async (point, mails) => {
    const { worker, put, books, came } = await shop();
    const first = await worker();
    first.killAt(point);
    await put();
    const dies = { timeout: 30_000 };
    await expect.poll(() => first.isAlive, dies).toBe(false);
    const died = performance.now();
    expect(await books()).toEqual({ jobs: 1, points: null });
    await worker();
    await expect.poll(books, dies).toEqual({ jobs: 0, points: 10 });
    expect(came.map(({ key }) => key)).toEqual(Array(mails).fill('"job-1"'));
    // Half a second of the lease was over when the first worker died, and as long is the mail written.
    expect((came.at(-1)?.at ?? 0) - died).toBeGreaterThan(LEASE_MS - 1000);
  },
  90_000,
);

test('two workers in processes of their own share the jobs, each done once', async () => {
  const { worker, put, books, came } = await shop();
  await Promise.all([worker(), worker()]);
  for (let n = 0; n < 6; n++) await put();
  await expect.poll(books, { timeout: 30_000 }).toEqual({ jobs: 0, points: 60 });
  expect(new Set(came.map(({ key }) => key)).size).toBe(6);
}, 90_000);
