import type { Clock, Lab } from 'apilab';
import { limitedApi } from './limited-api.ts';
import type { Limit, RateLimiter } from './limiter.ts';
import { checkThenAdd } from './naive/check-then-add.ts';
import { countsRefusals } from './naive/counts-refusals.ts';
import { fixedWindow } from './naive/fixed-window.ts';
import { neverForgets } from './naive/never-forgets.ts';
import { pricesApi } from './prices-api.ts';
import { slidingCounter } from './sliding-counter.ts';
import { slidingLog } from './sliding-log.ts';

/** Ten requests a minute. */
export const LIMIT: Limit = { requests: 10, windowMs: 60_000 };

/** The limiter of each variant, and the most that it promises to admit in any minute. */
export const KINDS = {
  'sliding-log': { limiter: slidingLog, most: LIMIT.requests },
  'sliding-counter': { limiter: slidingCounter, most: 2 * LIMIT.requests - 1 },
  'fixed-window': { limiter: fixedWindow, most: 2 * LIMIT.requests },
  'check-then-add': { limiter: checkThenAdd, most: LIMIT.requests },
  'counts-refusals': { limiter: countsRefusals, most: LIMIT.requests },
  'never-forgets': { limiter: neverForgets, most: LIMIT.requests },
} satisfies Readonly<
  Record<string, { limiter: (limit: Limit, clock: Clock) => RateLimiter; most: number }>
>;

/** Starts the API with a limiter; everybody's token is their name. */
export async function openApi(lab: Pick<Lab, 'serve' | 'party' | 'clock'>, limiter: RateLimiter) {
  const { clock } = lab;
  const api = pricesApi({ ABC: 18_550 });
  const whoHas = (token: string) => token;
  await lab.serve('api', limitedApi({ api, clock, limit: LIMIT, whoHas, limiter }));

  /** Somebody asks for a price; a party may speak for several people. */
  async function ask(name: string, party = name): Promise<void> {
    const headers = { authorization: `Bearer ${name}` };
    const response = await lab.party(party).fetch('http://api/prices/ABC', { headers });
    await response.arrayBuffer();
  }

  return {
    ask,
    /** Waits until a lab time in milliseconds, and asks. */
    async askAt(name: string, atMs: number): Promise<void> {
      await clock.sleep(atMs - clock.now());
      await ask(name);
    },
    /** Asks from a lab time on, so many times, a tenth of a second apart. */
    async askInARow(name: string, { fromMs, times }: { fromMs: number; times: number }) {
      for (let n = 0; n < times; n++) {
        await clock.sleep(Math.max(0, fromMs + n * 100 - clock.now()));
        await ask(name);
      }
    },
  };
}
