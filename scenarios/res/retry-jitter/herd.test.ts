import { busiestWindow, mostByChance } from 'apilab/parts/checks/crowd';
import { openShop } from 'apilab/parts/shop/shop';
import { LabClock, seededRandom } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import { type Backoff, decorrelatedJitter, equalJitter, fullJitter } from '../parts/backoff.ts';
import { retryingClient } from '../parts/retrying-client.ts';
import { shopApi } from '../parts/shop-api.ts';
import { clippedJitter } from './naive/clipped.ts';
import { noJitter } from './naive/none.ts';

const CLIENTS = 40;
const CLOSED_MS = 4000;
const WINDOW_MS = 400;
/** As many as the scenario allows. */
const LIMIT = mostByChance(CLIENTS, 1 / 4);

/** The scenario's herd without its wire: the most requests in a window once the API is back. */
async function peak(backoff: Backoff, seed: number): Promise<number> {
  const clock = new LabClock({
    settled: () => new Promise((resolve) => setImmediate(resolve)),
    onJump: () => {},
    onStandstill: () => false,
  });
  const shop = openShop();
  const api = shopApi({ shop, clock, workers: CLIENTS / 4, workMs: 500 });
  const arrivals: number[] = [];
  const random = seededRandom(seed);
  const crowd = Array.from({ length: CLIENTS }, (_, n) =>
    retryingClient({
      fetch: async (input, init) => {
        arrivals.push(clock.now());
        return api.fetch(new Request(input, init));
      },
      clock,
      random: random.fork(`client ${n + 1}`),
      backoff,
      baseMs: 100,
      capMs: 3200,
      maxAttempts: 60,
      patienceMs: 60_000,
    }),
  );
  api.closeFor(CLOSED_MS);
  const answers = await clock.runUntil(
    Promise.all(crowd.map((ask) => ask('http://shop.test/products/1'))),
  );
  shop.close();
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(CLIENTS);
  return busiestWindow(
    arrivals.filter((at) => at >= CLOSED_MS),
    WINDOW_MS,
  );
}

const seeds = Array.from({ length: 30 }, (_, n) => n + 1);

async function peaks(backoff: Backoff): Promise<number[]> {
  const all: number[] = [];
  for (const seed of seeds) all.push(await peak(backoff, seed));
  return all;
}

describe('a herd, over thirty seeds', () => {
  it.each([
    ['full', fullJitter],
    ['equal', equalJitter],
    ['decorrelated', decorrelatedJitter],
  ] as const)('is never seen with %s jitter', async (_, backoff) => {
    expect(Math.max(...(await peaks(backoff)))).toBeLessThanOrEqual(LIMIT);
  });

  it.each([
    ['no', noJitter],
    ['clipped', clippedJitter],
  ] as const)('is always seen with %s jitter', async (_, backoff) => {
    expect(Math.min(...(await peaks(backoff)))).toBe(CLIENTS);
  });
});
