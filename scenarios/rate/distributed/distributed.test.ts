import { play } from 'apilab/testing';
import { expect, test } from 'vitest';
import { redisIsHere, startRedis } from '#test/redis-server';
import { story } from '#test/story';
import scenario from './scenario.ts';

const played = await story(import.meta.dirname);

test.each([
  ['script', 3],
  ['own-counters', 12],
])('%s admits %i of sixteen', async (variant, admitted) => {
  const { figures } = await played(variant);
  expect(figures['admitted of Ada']).toBe(admitted);
  expect(figures['refused to Ada']).toBe(16 - admitted);
});

test.skipIf(!redisIsHere)(
  'the same is told with redis-server, by every variant',
  async () => {
    const store = await startRedis();
    try {
      for (const variant of Object.keys(scenario.variants)) {
        const { failure, asPredicted } = await play(
          { ...scenario, id: 'rate-distributed' },
          { group: 'rate', variant, store, emit: () => {} },
        );
        expect([variant, failure, asPredicted]).toEqual([variant, undefined, true]);
      }
    } finally {
      store.close();
    }
  },
  20_000,
);
