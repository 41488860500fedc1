import { seededRandom } from 'apilab/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Backend, Choose } from './balancer.ts';
import { betterOfTwo } from './better-of-two.ts';
import { byWeight } from './by-weight.ts';
import { fewestAtWork } from './fewest-at-work.ts';
import { byHash } from './hash-ring.ts';
import { inTurn } from './in-turn.ts';

const server = (name: string, { weight = 1, atWork = 0 } = {}): Backend => ({
  name,
  weight,
  atWork: () => atWork,
  forward: async () => new Response(),
});

const servers = (names: string) => [...names].map((name) => server(name));

const request = (key = '') => new Request('http://lb/', { headers: { 'x-key': key } });

/** Who is chosen, so many times. */
const chosen = (choose: Choose, backends: readonly Backend[], times: number) =>
  Array.from({ length: times }, () => choose(backends, request())?.name).join('');

const every: readonly (readonly [string, Choose])[] = [
  ['in turn', inTurn()],
  ['by weight', byWeight()],
  ['fewest at work', fewestAtWork()],
  ['better of two', betterOfTwo(seededRandom(1))],
  ['by hash', byHash(() => 'a')],
];

it.each(every)('%s: of one it chooses that one, and of none nobody', (_, choose) => {
  expect(chosen(choose, servers('a'), 3)).toBe('aaa');
  expect(choose([], request())).toBeUndefined();
  expect(chosen(choose, servers('b'), 1)).toBe('b');
});

describe('in turn', () => {
  it('goes on from where it was when servers come and go', () => {
    const choose = inTurn();
    expect(chosen(choose, servers('abc'), 4) + chosen(choose, servers('ab'), 2)).toBe('abcaab');
  });
});

describe('by weight', () => {
  it('gives each its weight exactly, in each round, and is never far from it between', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }),
        (weights) => {
          const backends = weights.map((weight, n) => server(`${n}`, { weight }));
          const total = weights.reduce((sum, weight) => sum + weight, 0);
          const choose = byWeight();
          for (let round = 0; round < 3; round++) {
            const got = chosen(choose, backends, total);
            weights.forEach((weight, n) => {
              expect([...got].filter((name) => name === `${n}`)).toHaveLength(weight);
            });
          }
        },
      ),
    );
  });

  it('spreads the strongest one', () => {
    const backends = [server('a', { weight: 5 }), server('b'), server('c')];
    expect(chosen(byWeight(), backends, 7)).toBe('aabacaa');
  });
});

describe('fewest at work', () => {
  it('takes the least busy, and turns among equals', () => {
    const backends = [
      server('a', { atWork: 2 }),
      server('b', { atWork: 1 }),
      server('c', { atWork: 1 }),
    ];
    expect(chosen(fewestAtWork(), backends, 4)).toBe('bcbc');
  });
});

describe('better of two', () => {
  it('never takes the busiest, and spreads over the others', () => {
    const backends = [server('a', { atWork: 3 }), ...servers('bcd')];
    const got = chosen(betterOfTwo(seededRandom(1)), backends, 300);
    expect(got).not.toContain('a');
    for (const name of 'bcd') expect(got.split(name).length).toBeGreaterThan(60);
  });
});

describe('by hash', () => {
  const keys = Array.from({ length: 2000 }, (_, n) => `client ${n}`);
  const places = (backends: readonly Backend[]) => {
    const choose = byHash((asked) => asked.headers.get('x-key') ?? '');
    return keys.map((key) => choose(backends, request(key))?.name);
  };

  it('is even enough, and the same whatever the order of servers', () => {
    const got = places(servers('abcd'));
    for (const name of 'abcd') {
      const share = got.filter((each) => each === name).length / keys.length;
      expect(share).toBeGreaterThan(0.15);
      expect(share).toBeLessThan(0.35);
    }
    expect(places(servers('dbca'))).toEqual(got);
  });

  it('moves only to a server that comes, and only from one that leaves', () => {
    const [three, four] = [places(servers('abc')), places(servers('abcd'))];
    const movedKeys = keys.filter((_, n) => three[n] !== four[n]);
    expect(movedKeys.length).toBeLessThan((2 * keys.length) / 4);
    keys.forEach((_, n) => {
      if (three[n] !== four[n]) expect(four[n]).toBe('d');
    });
  });
});
