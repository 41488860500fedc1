import { openDatabase } from 'apilab/parts/shop/database';
import { manualClock } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import { LostLease, leasedQueue } from './queue.ts';

const LEASE_MS = 6000;

/** A queue with some jobs, and the workers' time. */
function opened(...payloads: string[]) {
  const clock = manualClock();
  const db = openDatabase();
  const queue = leasedQueue(db, { clock, leaseMs: LEASE_MS });
  for (const payload of payloads) queue.put(payload);
  const taken = () => {
    const job = queue.take();
    if (job === undefined) throw new Error('the queue is empty');
    return job;
  };
  return { clock, db, queue, taken };
}

describe('a queue with leases', () => {
  it('gives each job to one, the oldest first', () => {
    const { queue } = opened('a', 'b');
    expect([queue.take()?.payload, queue.take()?.payload, queue.take()]).toEqual([
      'a',
      'b',
      undefined,
    ]);
  });

  it('gives a job to somebody else when its lease is over, and not before', () => {
    const { queue, clock, taken } = opened('a');
    taken();
    clock.advanceTo(clock.now() + LEASE_MS - 1);
    expect(queue.take()).toBeUndefined();
    clock.advanceTo(clock.now() + 1);
    expect(taken()).toMatchObject({ payload: 'a', attempt: 2 });
  });

  it('extends a lease for who has it, and for nobody else', () => {
    const { queue, clock, taken } = opened('a');
    const job = taken();
    clock.advanceTo(clock.now() + LEASE_MS - 1);
    expect(queue.extend(job)).toBe(true);
    clock.advanceTo(clock.now() + LEASE_MS - 1);
    expect(queue.take()).toBeUndefined();
    clock.advanceTo(clock.now() + 1);
    taken();
    expect(queue.extend(job)).toBe(false);
  });

  it('stores an effect with the end of a job, and nothing if the job is lost', () => {
    const { queue, db, clock, taken } = opened('a');
    db.create('CREATE TABLE effects (name TEXT)');
    const effect = (name: string) => () => void db.run('INSERT INTO effects VALUES (?)', [name]);
    const slow = taken();
    clock.advanceTo(clock.now() + LEASE_MS);
    const quick = taken();
    expect(() => queue.finish(slow, effect('slow'))).toThrow(LostLease);
    queue.finish(quick, effect('quick'));
    expect(() => queue.finish(slow, effect('slow'))).toThrow(LostLease);
    expect(db.inspect('SELECT name FROM effects')).toEqual([{ name: 'quick' }]);
    clock.advanceTo(clock.now() + LEASE_MS);
    expect(queue.take()).toBeUndefined();
  });

  it('keeps a job whose effect cannot be stored', () => {
    const { queue, clock, taken } = opened('a');
    const job = taken();
    const fails = () => {
      throw new RangeError('no such customer');
    };
    expect(() => queue.finish(job, fails)).toThrow(RangeError);
    clock.advanceTo(clock.now() + LEASE_MS);
    expect(taken().attempt).toBe(2);
  });

  it('gives back what is released, at once, but not what somebody else has', () => {
    const { queue, clock, taken } = opened('a');
    const first = taken();
    queue.release(first);
    taken();
    queue.release(first);
    expect(queue.take()).toBeUndefined();
    clock.advanceTo(clock.now() + LEASE_MS);
    expect(taken().attempt).toBe(3);
  });
});
