import { manualClock, seededRandom } from 'apilab/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_PLACE, placesFor } from './at-work.ts';
import type { Bucket } from './bucket.ts';
import { gcra } from './gcra.ts';
import { leakyBucket } from './leaky-bucket.ts';
import { tokenBucket } from './token-bucket.ts';

const SIZE = { tokens: 5, everyMs: 200 };
const WHO = ['ada', 'grace', 'alan'];

/** Who comes when: gaps of 0 to 300 ms, and a rest now and then. */
const arrivals = fc
  .array(
    fc.tuple(
      fc.constantFrom(...WHO),
      fc.oneof({ weight: 9, arbitrary: fc.nat(300) }, fc.nat(3000)),
    ),
    { maxLength: 150 },
  )
  .map((rows) => {
    let at = 0;
    return rows.map(([who, gap]) => {
      at += gap;
      return { who, at };
    });
  });

const decisions = (bucket: Bucket, rows: readonly { who: string; at: number }[]) =>
  rows.map(({ who, at }) => bucket.take(who, at));

describe.each([
  ['the token bucket', tokenBucket],
  ['GCRA', gcra],
])('%s', (_, open) => {
  it('admits what it holds at once, and one more when a token is back', () => {
    const bucket = open(SIZE);
    const at = (times: readonly number[]) =>
      decisions(
        bucket,
        times.map((time) => ({ who: 'ada', at: time })),
      );
    expect(at([0, 0, 0, 0, 0])).toEqual(Array(5).fill({ admitted: true }));
    expect(at([0, 150])).toEqual([
      { admitted: false, retryAfterMs: 200 },
      { admitted: false, retryAfterMs: 50 },
    ]);
    expect(at([200, 399, 400])).toEqual([
      { admitted: true },
      { admitted: false, retryAfterMs: 1 },
      { admitted: true },
    ]);
  });

  it('admits in any stretch no more than it holds, and what comes back in it', () => {
    fc.assert(
      fc.property(arrivals, (rows) => {
        const bucket = open(SIZE);
        const through = rows.filter(({ who, at }) => {
          const decision = bucket.take(who, at);
          return !(decision instanceof Promise) && decision.admitted === true;
        });
        for (const name of WHO) {
          const times = through.filter(({ who }) => who === name).map(({ at }) => at);
          for (const [first, from] of times.entries()) {
            for (const [last, to] of times.entries()) {
              const most = SIZE.tokens + (to - from) / SIZE.everyMs;
              if (last >= first) expect(last - first + 1).toBeLessThanOrEqual(most);
            }
          }
        }
      }),
    );
  });

  it('forgets whose bucket is full', () => {
    const bucket = open(SIZE);
    for (let n = 0; n < 5000; n++) {
      bucket.take(`stranger ${n}`, n);
      expect(bucket.remembers()).toBeLessThanOrEqual(2001);
    }
    bucket.take('ada', 20_000);
    expect(bucket.remembers()).toBe(1);
  });
});

it('a token bucket and GCRA decide alike, and name the same wait', () => {
  fc.assert(
    fc.property(arrivals, (rows) => {
      expect(decisions(gcra(SIZE), rows)).toEqual(decisions(tokenBucket(SIZE), rows));
    }),
    { numRuns: 300 },
  );
});

describe('the leaky bucket', () => {
  const opened = () => {
    const clock = manualClock();
    const queue = leakyBucket({ everyMs: 1000, places: 2 }, clock);
    const turns: string[] = [];
    const enter = (name: string, signal = new AbortController().signal) => {
      const place = queue.enter(signal);
      if (!place.entered) return place.retryAfterMs;
      place.turn.then(
        () => turns.push(`${name} at ${clock.now()}`),
        () => turns.push(`${name} left at ${clock.now()}`),
      );
      return 'entered';
    };
    /** Millisecond by millisecond, so that whoever has their turn notes when it was. */
    const advance = async (ms: number) => {
      const told = async () => {
        for (let turn = 0; turn < 4; turn++) await Promise.resolve();
      };
      const end = clock.now() + ms;
      for (await told(); clock.now() < end; await told()) clock.advanceTo(clock.now() + 1);
    };
    return { clock, advance, turns, enter };
  };

  it('lets one through at once, two wait a second each, and refuses the fourth', async () => {
    const { advance, turns, enter } = opened();
    expect(['a', 'b', 'c', 'd'].map((name) => enter(name))).toEqual([
      'entered',
      'entered',
      'entered',
      1000,
    ]);
    await advance(700);
    expect(enter('e')).toBe(300);
    await advance(5000);
    expect(turns).toEqual(['a at 0', 'b at 1000', 'c at 2000']);
  });

  it('gives the place of who goes away to the next', async () => {
    const { advance, turns, enter } = opened();
    const leaving = new AbortController();
    enter('a');
    enter('b', leaving.signal);
    enter('c');
    expect(enter('d')).toBe(1000);
    leaving.abort(new Error('gone'));
    expect(enter('e')).toBe('entered');
    await advance(5000);
    expect(turns).toEqual(['a at 0', 'b left at 0', 'c at 1000', 'e at 2000']);
  });

  it('keeps its pace over a rest, and lets nobody through early', async () => {
    const { advance, turns, enter } = opened();
    enter('a');
    await advance(999);
    enter('b');
    await advance(5000);
    enter('c');
    enter('d');
    await advance(5000);
    expect(turns).toEqual(['a at 0', 'b at 1000', 'c at 5999', 'd at 6999']);
  });

  it('does not take in who has gone already', async () => {
    const { advance, turns, enter } = opened();
    enter('a');
    enter('b', AbortSignal.abort(new Error('gone')));
    enter('c');
    await advance(5000);
    expect(turns).toEqual(['a at 0', 'b left at 0', 'c at 1000']);
  });

  it('is never closer than its pace, whoever comes and goes', async () => {
    const random = seededRandom(1);
    const { clock, advance, turns, enter } = opened();
    for (let n = 0; n < 300; n++) {
      const leaving = new AbortController();
      enter(`${n}`, leaving.signal);
      if (random.next() < 0.3) clock.setTimer(random.integer(0, 1500), () => leaving.abort());
      await advance(random.integer(0, 900));
    }
    await advance(10_000);
    const times = turns
      .filter((turn) => !turn.includes('left'))
      .map((turn) => Number(turn.split(' at ')[1]));
    for (const [n, at] of times.entries()) {
      if (n > 0) expect(at - (times[n - 1] ?? 0)).toBeGreaterThanOrEqual(1000);
    }
    expect(times.length).toBeGreaterThan(80);
  });
});

function deferred() {
  let resolve = (_: string) => {};
  const promise = new Promise<string>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

describe('places', () => {
  it('are taken until the work has ended, however it ends', async () => {
    const places = placesFor(2);
    const work = deferred();
    const first = places.during(() => work.promise);
    await expect(places.during(() => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    );
    const second = places.during(() => work.promise);
    expect(await places.during(async () => 'third')).toBe(NO_PLACE);
    work.resolve('done');
    expect(await Promise.all([first, second])).toEqual(['done', 'done']);
    expect(await places.during(async () => 'third')).toBe('third');
  });

  it('are given back by work that throws before it begins', async () => {
    const places = placesFor(1);
    const broken = () => {
      throw new Error('at once');
    };
    await expect(places.during(broken)).rejects.toThrow('at once');
    expect(await places.during(async () => 'again')).toBe('again');
  });
});
