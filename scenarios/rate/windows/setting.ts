import type { Clock, Lab } from 'apilab';
import { limitedApi } from '../parts/limited-api.ts';
import { pricesApi } from '../parts/prices-api.ts';
import type { Limit, RateLimiter } from './limiter.ts';

/** Ten requests a minute. */
export const LIMIT: Limit = { requests: 10, windowMs: 60_000 };

/** A way to count, and the most that it promises to admit in any minute. */
export interface Kind {
  readonly open: (limit: Limit, clock: Clock) => RateLimiter;
  readonly most: number;
}

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
