import { LabClock } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import type { Limiter } from '../parts/limiter.ts';
import { decidedWithoutStore } from './without-store.ts';

const silent: Limiter = { take: () => new Promise(() => {}) };
const failing: Limiter = { take: () => Promise.reject(new Error('gone')) };

/** A limiter with a policy, on a clock that jumps, and why nobody counted. */
function decided(limiter: Limiter, policy: 'open' | 'closed', mostWaiting = 100) {
  const clock = new LabClock({
    settled: () => new Promise((resolve) => setImmediate(resolve)),
    onJump: () => {},
    onStandstill: () => false,
  });
  const why: unknown[] = [];
  const onUncounted = (reason: unknown) => void why.push(String(reason));
  const guarded = decidedWithoutStore(limiter, { clock, policy, mostWaiting, onUncounted });
  return { clock, why, take: () => Promise.resolve(guarded.take('ada', 0)) };
}

describe('what is decided without a store', () => {
  it.each(['open', 'closed'] as const)(
    'is decided in 50 ms if it is silent: %s',
    async (policy) => {
      const { clock, why, take } = decided(silent, policy);
      const decision = await clock.runUntil(take());
      expect(clock.now()).toBe(50);
      expect(decision.admitted).toBe(policy === 'open' ? true : 'unknown');
      expect(why).toEqual(['Error: the store is silent']);
    },
  );

  it('is decided at once if it fails, and noted once', async () => {
    const { clock, why, take } = decided(failing, 'closed');
    expect(await clock.runUntil(take())).toEqual({ admitted: 'unknown', retryAfterMs: 5000 });
    expect(clock.now()).toBe(0);
    expect(why).toEqual(['Error: gone']);
  });

  it('asks no more than so many at a time, however long it is silent', async () => {
    let asked = 0;
    const counting: Limiter = {
      take: () => {
        asked += 1;
        return new Promise(() => {});
      },
    };
    const { clock, why, take } = decided(counting, 'open', 3);
    await clock.runUntil(Promise.all([take(), take(), take(), take(), take()]));
    expect(asked).toBe(3);
    expect(why).toHaveLength(5);
  });

  it('is not asked if the store counts', async () => {
    const { clock, why, take } = decided({ take: () => ({ admitted: true }) }, 'closed');
    expect(await clock.runUntil(take())).toEqual({ admitted: true });
    expect([clock.now(), why]).toEqual([0, []]);
  });
});
