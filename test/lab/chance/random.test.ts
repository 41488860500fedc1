import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededIds } from '../../../src/lab/chance/ids.ts';
import { type Random, seededRandom } from '../../../src/lab/chance/random.ts';

const draw = (random: Random, count = 5) => Array.from({ length: count }, () => random.next());

describe('seeded chance', () => {
  it('gives the same numbers for the same seed, on every platform', () => {
    expect(draw(seededRandom(1), 3)).toMatchInlineSnapshot(`
      [
        0.5250159110873938,
        0.9806976227555424,
        0.9087567853275687,
      ]
    `);
  });

  it('gives other numbers for another seed', () => {
    expect(draw(seededRandom(1))).not.toEqual(draw(seededRandom(2)));
    expect(draw(seededRandom(1))).not.toEqual(draw(seededRandom(1 + 2 ** 32)));
  });

  it('keeps purposes apart: drawing for one changes nothing for another', () => {
    const busy = seededRandom(1);
    draw(busy, 100);
    expect(draw(busy.fork('tap'))).toEqual(draw(seededRandom(1).fork('tap')));
    expect(draw(seededRandom(1).fork('tap'))).not.toEqual(draw(seededRandom(1).fork('ids')));
  });

  it('draws whole numbers with both ends', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: -50, max: 50 }), fc.nat(100), (seed, min, span) => {
        const value = seededRandom(seed).integer(min, min + span);
        return Number.isInteger(value) && value >= min && value <= min + span;
      }),
    );
    const random = seededRandom(7);
    const faces = new Set(Array.from({ length: 200 }, () => random.integer(1, 6)));
    expect([...faces].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('spreads evenly', () => {
    const random = seededRandom(3);
    const buckets = [0, 0, 0, 0];
    for (const value of draw(random, 4000)) {
      const bucket = Math.floor(value * 4);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    for (const count of buckets) expect(count).toBeGreaterThan(900);
  });

  it('refuses to pick from nothing', () => {
    expect(() => seededRandom(1).pick([])).toThrow(RangeError);
  });

  it('makes version 4 UUIDs', () => {
    const ids = seededIds(seededRandom(1));
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    const drawn = Array.from({ length: 50 }, () => ids.uuid());
    for (const id of drawn) expect(id).toMatch(uuid);
    expect(new Set(drawn).size).toBe(50);
  });
});
