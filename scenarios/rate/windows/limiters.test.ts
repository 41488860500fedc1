import { busiestWindow } from 'apilab/parts/checks/crowd';
import { seededRandom } from 'apilab/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision, Limit, RateLimiter } from './limiter.ts';
import { fixedWindow } from './naive/fixed-window.ts';
import { slidingCounter } from './sliding-counter.ts';
import { slidingLog } from './sliding-log.ts';

const limit: Limit = { requests: 5, windowMs: 1000 };

/** Times that go up by 0 to 400 ms, with a pause now and then. */
const arrivals = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.nat(400) }, fc.nat(3000)), { maxLength: 120 })
  .map((gaps) => {
    let at = 0;
    return gaps.map((gap) => (at += gap));
  });

const decide = (limiter: RateLimiter, who: string, at: number): Decision => {
  const decision = limiter.take(who, at);
  if (decision instanceof Promise) throw new TypeError('a limiter in this process decides at once');
  return decision;
};

/** When a limiter admits one client that comes at these times. */
const admitted = (limiter: RateLimiter, times: readonly number[]) =>
  times.filter((at) => decide(limiter, 'ada', at).admitted);

describe.each([
  ['the log', slidingLog],
  ['the counter', slidingCounter],
])('%s', (_, open) => {
  it('admits as many as the limit at once', () => {
    expect(admitted(open(limit), [7, 7, 7, 7, 7, 7, 7])).toHaveLength(5);
  });

  it('counts each client by themselves', () => {
    const limiter = open(limit);
    expect(admitted(limiter, [0, 0, 0, 0, 0, 0])).toHaveLength(5);
    expect(decide(limiter, 'grace', 0)).toEqual({ admitted: true });
  });

  it('says truly when it would admit: at that time, and no millisecond before', () => {
    fc.assert(
      fc.property(arrivals, (times) => {
        const limiter = open(limit);
        const decisions = times.map((at) => decide(limiter, 'ada', at));
        const last = decisions.at(-1);
        if (last === undefined || last.admitted) return;
        const due = (times.at(-1) ?? 0) + last.retryAfterMs;
        expect(decide(limiter, 'ada', due - 1).admitted).toBe(false);
        expect(decide(limiter, 'ada', due).admitted).toBe(true);
      }),
    );
  });

  it('remembers nobody who has not come for two windows, and never more than came in them', () => {
    const limiter = open(limit);
    for (let n = 0; n < 5000; n++) {
      decide(limiter, `stranger ${n}`, n);
      expect(limiter.remembers().clients).toBeLessThanOrEqual(2 * limit.windowMs);
    }
    decide(limiter, 'ada', 20_000);
    expect(limiter.remembers().clients).toBe(1);
  });

  it('is the same on a clock with fractions of a millisecond', () => {
    const limiter = open(limit);
    const times = Array.from({ length: 40 }, (_, n) => n * 33.333);
    for (const at of times) {
      const decision = decide(limiter, 'ada', at);
      if (!decision.admitted) expect(decision.retryAfterMs).toBeGreaterThan(0);
    }
  });
});

it('the log admits no more than the limit in any stretch of time', () => {
  fc.assert(
    fc.property(arrivals, (times) => {
      expect(busiestWindow(admitted(slidingLog(limit), times), 1000)).toBeLessThanOrEqual(5);
    }),
  );
});

it('the counter admits no more than the limit in a window of the clock, twice it less one in any', () => {
  fc.assert(
    fc.property(arrivals, (times) => {
      const through = admitted(slidingCounter(limit), times);
      for (const at of through) {
        const window = Math.floor(at / 1000);
        const inIt = through.filter((other) => Math.floor(other / 1000) === window);
        expect(inIt.length).toBeLessThanOrEqual(5);
      }
      expect(busiestWindow(through, 1000)).toBeLessThanOrEqual(9);
    }),
  );
});

it('the counter has no burst: what comes in a stretch is the limit, and what grows back in it', () => {
  fc.assert(
    fc.property(arrivals, fc.integer({ min: 1, max: 1000 }), (times, stretchMs) => {
      const through = admitted(slidingCounter(limit), times);
      const most = 5 + Math.ceil((5 * stretchMs) / 1000);
      expect(busiestWindow(through, stretchMs)).toBeLessThanOrEqual(most);
    }),
  );
});

it('at the worst, the counter comes to its bound', () => {
  const atTheEnd = [999, 999, 999, 999, 999];
  const asSoonAsItMay = [1200, 1400, 1600, 1800];
  const through = admitted(slidingCounter(limit), [...atTheEnd, ...asSoonAsItMay]);
  expect(busiestWindow(through, 1000)).toBe(9);
});

it('of 50,000 who come at random, twice as often as they may, the counter admits a few less', () => {
  const random = seededRandom(1);
  const tenAMinute: Limit = { requests: 10, windowMs: 60_000 };
  let at = 0;
  const times = Array.from({ length: 50_000 }, () => (at += random.between(0, 6000)));
  const exact = admitted(slidingLog(tenAMinute), times);
  const estimated = admitted(slidingCounter(tenAMinute), times);
  expect(Math.round(100 * (1 - estimated.length / exact.length))).toBe(6);
  expect(busiestWindow(estimated, 60_000)).toBe(11);
});

it('a fixed window admits twice the limit in a moment', () => {
  const through = admitted(
    fixedWindow(limit),
    [999, 999, 999, 999, 999, 1000, 1000, 1000, 1000, 1000],
  );
  expect(busiestWindow(through, 2)).toBe(10);
});
