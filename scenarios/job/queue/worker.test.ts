import { openDatabase } from 'apilab/parts/shop/database';
import { LabClock } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import { leasedQueue } from './queue.ts';
import { startWorker } from './worker.ts';

/** A worker whose jobs take some time, and the time in which it works. */
function opened({ jobMs = 1000, fails = false } = {}) {
  const clock = new LabClock({
    settled: () => new Promise((resolve) => setImmediate(resolve)),
    onJump: () => {},
    onStandstill: () => false,
  });
  const queue = leasedQueue(openDatabase(), { clock, leaseMs: 6000 });
  const done: string[] = [];
  const told: unknown[] = [];
  const worker = startWorker({
    queue,
    clock,
    leaseMs: 6000,
    pollMs: 2000,
    report: (error) => told.push(error),
    async work({ payload }) {
      await clock.sleep(jobMs);
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

  it('leaves a job that fails to its lease, and tells why', async () => {
    const { queue, told, during } = opened({ fails: true });
    queue.put('a');
    await during(7000);
    expect(told).toHaveLength(1);
    await during(5000);
    expect(told.map(String)).toEqual(['Error: no a', 'Error: no a']);
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
    expect(queue.take()).toMatchObject({ payload: 'a', attempt: 2 });
    expect(done).toEqual([]);
  });

  it('ends at once if it has nothing', async () => {
    const { clock, worker } = opened();
    await clock.runUntil(worker.stop(10_000));
    expect(clock.now()).toBe(0);
  });
});
