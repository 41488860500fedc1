import { openDatabase } from 'apilab/parts/shop/database';
import { LabClock, seededRandom } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import { leasedQueue } from './queue.ts';
import { startWorker } from './worker.ts';

/** A worker whose jobs take some time, and the time in which it works. */
function opened({ jobMs = 1000, fails = false, hears = true } = {}) {
  const clock = new LabClock({
    settled: () => new Promise((resolve) => setImmediate(resolve)),
    onJump: () => {},
    onStandstill: () => false,
  });
  const queue = leasedQueue(openDatabase(), { clock, random: seededRandom(1), leaseMs: 6000 });
  const done: string[] = [];
  const told: unknown[] = [];
  /** The next calls of the queue fail, as if its database were locked. */
  let locked = 0;
  const orLocked = <T>(ask: () => T): T => {
    if (locked-- > 0) throw new Error('database is locked');
    return ask();
  };
  const worker = startWorker({
    queue: {
      ...queue,
      take: () => orLocked(queue.take),
      extend: (job) => orLocked(() => queue.extend(job)),
    },
    clock,
    leaseMs: 6000,
    mostMs: 30_000,
    pollMs: 2000,
    report: (error) => told.push(error),
    async work({ payload }, signal) {
      await clock.sleep(jobMs, hears ? { signal } : {});
      if (fails) throw new Error(`no ${payload}`);
      return () => void done.push(`${payload} at ${clock.now()}`);
    },
  });
  return {
    clock,
    queue,
    worker,
    done,
    told,
    lock(times: number): void {
      locked = times;
    },
    during: (ms: number) => clock.runUntil(clock.sleep(ms)),
  };
}

describe('a worker', () => {
  it('looks again when there was nothing, and does what is there one by one', async () => {
    const { queue, done, during } = opened();
    queue.put('a');
    queue.put('b');
    await during(5000);
    expect(done).toEqual(['a at 3000', 'b at 4000']);
  });

  it('tries a job that fails again, later, and tells why', async () => {
    const { queue, told, during } = opened({ fails: true });
    queue.put('a');
    await during(7000);
    expect(told.map(String)).toEqual(['Error: no a', 'Error: no a']);
    await during(120_000);
    expect(told).toHaveLength(5);
    expect(queue.setAside()).toEqual([{ payload: 'a', reason: 'Error: no a' }]);
  });

  it('goes on when the queue was locked as it looked', async () => {
    const { queue, told, done, lock, during } = opened();
    queue.put('a');
    lock(2);
    await during(7500);
    expect([told.length, done]).toEqual([2, ['a at 7000']]);
  });

  it('keeps its job if the queue was locked as it extended the lease', async () => {
    const { queue, told, done, lock, during } = opened({ jobMs: 10_000 });
    queue.put('a');
    await during(3000);
    lock(1);
    await during(6000);
    expect(queue.take()).toBeUndefined();
    await during(4000);
    expect([told.length, done]).toEqual([1, ['a at 12000']]);
  });

  it.each([true, false])('gives up a job that hangs, whether it hears of it: %s', async (hears) => {
    const { queue, told, done, during } = opened({ jobMs: 3_600_000, hears });
    queue.put('a');
    await during(33_000);
    expect(told.map(String)).toEqual(['TookTooLong: job 1 took more than 30000 ms']);
    queue.put('b');
    expect(done).toEqual([]);
  });

  it('ends what it has when it is asked to end, and takes nothing more', async () => {
    const { clock, queue, worker, done, during } = opened();
    queue.put('a');
    queue.put('b');
    await during(2500);
    await clock.runUntil(worker.stop(10_000));
    expect([done, clock.now()]).toEqual([['a at 3000'], 3000]);
    expect(queue.take()?.payload).toBe('b');
  });

  it('gives back what it cannot end in time', async () => {
    const { clock, queue, worker, done, during } = opened({ jobMs: 60_000 });
    queue.put('a');
    await during(2500);
    await clock.runUntil(worker.stop(10_000));
    expect(clock.now()).toBe(12_500);
    const taken = queue.take();
    expect(taken).toMatchObject({ payload: 'a', attempt: 2 });
    await during(60_000);
    expect(taken && queue.extend(taken)).toBe(true);
    expect(done).toEqual([]);
  });

  it('ends at once if it has nothing', async () => {
    const { clock, worker } = opened();
    await clock.runUntil(worker.stop(10_000));
    expect(clock.now()).toBe(0);
  });
});
