import { setImmediate } from 'node:timers/promises';
import { LiveClock, type ManualClock, manualClock } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { health } from './health.ts';
import { instance } from './instance.ts';
import { lifecycle } from './lifecycle.ts';
import { type Connect, openPool } from './pool.ts';
import { leaveInOrder } from './stopping.ts';

/** Moves the clock on, and lets what was waiting go on. */
async function pass(clock: ManualClock, ms: number) {
  clock.advanceTo(clock.now() + ms);
  await setImmediate();
}

const connects: Connect = async () => ({ query: async () => [{ pieces: 7 }], close: () => {} });

it('takes whatever is sent for what it is', async () => {
  const api = instance({
    clock: new LiveClock(),
    connect: connects,
    own: (pool) => pool,
    load: async () => {},
  });
  const paths = ['/livez', '/readyz', '/stock/keyboard', '/stock/%ff', '/'];
  expect(await serverErrors(api, { paths })).toEqual([]);
});

describe('ready', () => {
  it('asks the database once, however many ask, and again a second later', async () => {
    const clock = manualClock();
    const life = lifecycle(clock);
    life.started();
    let pings = 0;
    const { isReady } = health({ clock, life, ping: async () => void pings++ });
    const all = await Promise.all(Array.from({ length: 100 }, () => isReady()));
    expect([pings, all.every(Boolean)]).toEqual([1, true]);
    await pass(clock, 1000);
    await isReady();
    expect(pings).toBe(2);
  });

  it('is none that is on its way in or out, though its database is well', async () => {
    const clock = manualClock();
    const life = lifecycle(clock);
    const { isReady, isAlive } = health({ clock, life, ping: async () => {} });
    const both = async () => [life.phase, await isAlive(), await isReady()];
    expect(await both()).toEqual(['starting', false, false]);
    life.started();
    expect(await both()).toEqual(['serving', true, true]);
    life.leave();
    expect(await both()).toEqual(['leaving', true, false]);
    life.close();
    expect(await both()).toEqual(['closed', true, false]);
  });

  it('waits no longer than half a second for a database that hangs', async () => {
    const clock = manualClock();
    const life = lifecycle(clock);
    life.started();
    const { isReady, isAlive } = health({ clock, life, ping: () => new Promise(() => {}) });
    const asked = isReady();
    expect(await isAlive()).toBe(true);
    await pass(clock, 500);
    expect(await asked).toBe(false);
  });
});

describe('told to end', () => {
  it('serves until that is known, finishes what it has, and exits with 0', async () => {
    const clock = manualClock();
    const life = lifecycle(clock);
    life.started();
    let finish = () => {};
    void life.work(() => new Promise<void>((resolve) => (finish = resolve)));
    const code = leaveInOrder(life, clock);
    expect(life.phase).toBe('leaving');
    await pass(clock, 5000);
    expect(life.phase).toBe('closed');
    finish();
    await pass(clock, 0);
    await pass(clock, 100);
    expect(await code).toBe(0);
  });

  it('gives up what does not end, and exits with 1', async () => {
    const clock = manualClock();
    const life = lifecycle(clock);
    void life.work(() => new Promise<void>(() => {}));
    const code = leaveInOrder(life, clock);
    await pass(clock, 5000);
    await pass(clock, 20_000);
    await pass(clock, 100);
    expect(await code).toBe(1);
  });
});

it('a pool keeps its connection, and closes one that has failed before it opens another', async () => {
  let opened = 0;
  let closed = 0;
  let isDown = false;
  const pool = openPool(async () => {
    opened += 1;
    return {
      query: async () => {
        if (isDown) throw new Error('lost');
        return [];
      },
      close: () => closed++,
    };
  });
  await pool.query('SELECT 1');
  await pool.query('SELECT 1');
  expect(opened).toBe(1);
  isDown = true;
  await expect(pool.query('SELECT 1')).rejects.toThrow('lost');
  isDown = false;
  await pool.query('SELECT 1');
  expect([opened, closed]).toEqual([2, 1]);
});
