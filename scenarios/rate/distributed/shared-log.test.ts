import { openStoreClient } from 'apilab/parts/store/client';
import { storeServer } from 'apilab/parts/store/server';
import { LiveClock } from 'apilab/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redisIsHere, startRedis } from '#test/redis-server';
import { sharedLog, takePlace } from './shared-log.ts';

const LIMIT = { requests: 3, windowMs: 60_000 };

describe.each([
  { name: 'the lab’s own store', isReal: false },
  { name: 'redis-server', isReal: true },
])('a log in $name', ({ isReal }) => {
  const skipped = isReal && !redisIsHere;
  let redis: ReturnType<typeof openStoreClient>;
  const closing: (() => unknown)[] = [];
  const time = { aheadMs: 0 };
  let ids = 0;

  beforeAll(async () => {
    if (skipped) return;
    const live = new LiveClock();
    const clock = Object.assign(new LiveClock(), {
      now: () => live.now() + time.aheadMs,
      date: () => new Date(live.date().getTime() + time.aheadMs),
    });
    const recipe = storeServer({ clock, scripts: [takePlace] });
    const store = isReal ? await startRedis() : await recipe({ host: '127.0.0.1' });
    closing.push(() => store.close());
    redis = openStoreClient({ authority: `127.0.0.1:${store.port}` });
    closing.unshift(() => redis.close());
  });

  afterAll(async () => {
    for (const close of closing) await close();
  });

  const opened = () =>
    sharedLog(
      { call: (command, ...words) => redis.call(command, ...words) },
      LIMIT,
      () => `${++ids}`,
    );

  it.skipIf(skipped)('admits the limit, of however many that ask at once', async () => {
    const instances = [opened(), opened(), opened(), opened()];
    const decisions = await Promise.all(
      Array.from({ length: 40 }, (_, n) => instances[n % 4]?.take('ada', 0)),
    );
    expect(decisions.filter((decision) => decision?.admitted === true)).toHaveLength(3);
    const waits = decisions.map((decision) =>
      decision?.admitted === false ? decision.retryAfterMs : 60_000,
    );
    for (const waitMs of waits) expect(waitMs).toBeGreaterThan(59_000);
    for (const waitMs of waits) expect(waitMs).toBeLessThanOrEqual(60_000);
  });

  it.skipIf(skipped)('logs what was admitted, and ends by itself', async () => {
    const limiter = opened();
    for (let n = 0; n < 9; n++) await limiter.take('bob', 0);
    expect(Number(await redis.zcard('rate:bob'))).toBe(3);
    expect(Number(await redis.pttl('rate:bob'))).toBeGreaterThan(59_000);
  });

  it.skipIf(isReal)('admits again when the oldest is a window old, and not before', async () => {
    const limiter = opened();
    for (let n = 0; n < 3; n++) {
      expect(await limiter.take('carol', 0)).toEqual({ admitted: true });
      time.aheadMs += 10_000;
    }
    expect(await limiter.take('carol', 0)).toMatchObject({ admitted: false });
    time.aheadMs += 29_000;
    expect(await limiter.take('carol', 0)).toMatchObject({ admitted: false });
    time.aheadMs += 1_000;
    expect(await limiter.take('carol', 0)).toEqual({ admitted: true });
  });

  it.skipIf(skipped)('takes any name', async () => {
    for (const who of ['', 'a b', '\r\n', '{x}', 'Ü'.repeat(999)]) {
      expect(await opened().take(who, 0)).toEqual({ admitted: true });
    }
  });
});
