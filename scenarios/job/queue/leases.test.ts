import { openDatabase } from 'apilab/parts/shop/database';
import { manualClock, seededRandom } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import { LostLease, leasedQueue } from './queue.ts';

const LEASE_MS = 6000;

/** A queue with some jobs, and the workers' time. */
function opened(...payloads: string[]) {
  const clock = manualClock();
  const db = openDatabase();
  const queue = leasedQueue(db, { clock, random: seededRandom(1), leaseMs: LEASE_MS });
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

  it('keeps one effect if the clock of a worker is ahead by more than a lease', () => {
    const { queue, db, clock, taken } = opened('a');
    db.create('CREATE TABLE effects (name TEXT)');
    const ahead = { date: () => new Date(clock.date().getTime() + 2 * LEASE_MS) };
    const other = leasedQueue(db, { clock: ahead, random: seededRandom(1), leaseMs: LEASE_MS });
    const effect = (name: string) => () => void db.run('INSERT INTO effects VALUES (?)', [name]);
    const robbed = taken();
    const robber = other.take();
    expect(robber?.attempt).toBe(2);
    expect(() => queue.finish(robbed, effect('robbed'))).toThrow(LostLease);
    if (robber) other.finish(robber, effect('robber'));
    expect(db.inspect('SELECT name FROM effects')).toEqual([{ name: 'robber' }]);
  });

  it('loses the job together with what it is about if that is undone', () => {
    const { queue, db } = opened();
    const place = () => {
      queue.put('a');
      throw new RangeError('no such product');
    };
    expect(() => db.transaction(place)).toThrow(RangeError);
    expect(queue.take()).toBeUndefined();
  });
});

describe('a job that fails', () => {
  const minutes = (clock: { now(): number; advanceTo(ms: number): void }, count: number) =>
    clock.advanceTo(clock.now() + count * 60_000);

  it('is due again later and later, at a time that is drawn', () => {
    const { queue, db, clock, taken } = opened('a', 'b');
    const waits: number[] = [];
    for (let n = 0; n < 4; n++) {
      const job = taken();
      queue.fail(job, 'the mail is down');
      const due = Number(db.inspect('SELECT due FROM jobs WHERE id = 1')[0]?.due);
      waits.push(due - clock.date().getTime());
      expect(taken().payload).toBe('b');
      minutes(clock, 10);
      expect(queue.setAside()).toEqual([]);
      db.run("UPDATE jobs SET failures = 0 WHERE payload = 'b'");
    }
    for (const [n, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(1000 * 2 ** n);
      expect(wait).toBeLessThanOrEqual(2000 * 2 ** n);
      expect(wait % 1000).not.toBe(0);
    }
  });

  it('is set aside with its reason when it has failed five times, and the others go on', () => {
    const { queue, clock, taken } = opened('poison');
    for (let n = 1; n <= 5; n++) {
      expect(taken()).toMatchObject({ payload: 'poison', attempt: n });
      queue.fail({ id: 1, payload: 'poison', attempt: n }, `cannot read it, ${n}`);
      minutes(clock, 10);
    }
    expect(queue.take()).toBeUndefined();
    expect(queue.setAside()).toEqual([{ payload: 'poison', reason: 'cannot read it, 5' }]);
    queue.put('next');
    expect(taken().payload).toBe('next');
  });

  it('is set aside as well if it ends five workers, and is not begun a sixth time', () => {
    const { queue, clock, taken } = opened('poison');
    for (let n = 1; n <= 5; n++) {
      expect(taken().attempt).toBe(n);
      clock.advanceTo(clock.now() + LEASE_MS);
    }
    expect(queue.take()).toBeUndefined();
    expect(queue.setAside()).toHaveLength(1);
  });

  it('has failed for nobody but who has it', () => {
    const { queue, clock, taken } = opened('a');
    const slow = taken();
    clock.advanceTo(clock.now() + LEASE_MS);
    const quick = taken();
    queue.fail(slow, 'too late');
    expect(queue.take()).toBeUndefined();
    expect(queue.extend(quick)).toBe(true);
  });

  it('has not failed if it was given back', () => {
    const { queue, taken } = opened('a');
    for (let n = 1; n <= 20; n++) queue.release(taken());
    expect(taken().attempt).toBe(21);
  });
});
