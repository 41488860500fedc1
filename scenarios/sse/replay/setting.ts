import type { Closable, Lab } from 'apilab';
import { priceFeed } from './price-feed.ts';
import { type PriceReader, priceReader } from './price-reader.ts';
import type { Resume } from './resume.ts';

export const RETRY_MS = 1000;
const TICK_MS = 250;
const OPENING_CENTS = 18_550;

/** What of the lab the setting needs. */
type Stage = Pick<Lab, 'serve' | 'client' | 'use' | 'clock' | 'random'>;

/** A feed whose market moves every quarter of a second, whether anybody listens or not. */
export async function tradingFeed(
  { serve, clock, random }: Stage,
  { prices, window, resume }: { prices: number; window: number; resume: Resume },
) {
  const feed = priceFeed({ window, retryMs: RETRY_MS, resume });
  const served = await serve('prices', feed);
  async function trade(): Promise<void> {
    for (let cents = OPENING_CENTS, n = 0; n < prices; n++) {
      await clock.sleep(TICK_MS);
      feed.publish({ stock: 'ABC', cents });
      cents += random.integer(-40, 40);
    }
  }
  return { ...served, trade };
}

/** A feed whose market has closed: four prices were published, and the log holds the last two. */
export async function closedFeed({ serve }: Stage, resume: Resume) {
  const feed = priceFeed({ window: 2, retryMs: RETRY_MS, resume });
  for (let n = 0; n < 4; n++) feed.publish({ stock: 'ABC', cents: OPENING_CENTS + n });
  return await serve('edge', feed);
}

/** Opens the stream of a feed, as a client that was here before if an id is given. */
export function readerOf(
  { client, use }: Stage,
  { url }: { readonly url: string },
  lastEventId?: string,
): Promise<PriceReader & Closable> {
  const resuming = lastEventId === undefined ? {} : { lastEventId };
  return use(priceReader({ url: `${url}/prices`, fetch: client(), ...resuming }));
}
