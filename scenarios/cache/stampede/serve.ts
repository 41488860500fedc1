import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { type Entries, lastUsed } from '../parts/entries.ts';
import { httpCache } from '../parts/http-cache.ts';
import { priceOrigin } from './origin.ts';
import type { Way } from './ways.ts';

/** Prices that take a second, behind a cache. Every half minute they change; each third time the origin fails. */
export function hotPrices(
  { clock, random, use }: LiveLab,
  { flights, entries = (kept: Entries) => kept, lifetime = () => 5 }: Way = {},
): ServerRecipe {
  const origin = priceOrigin({ clock, random, workMs: 1000, lifetime });
  const cache = httpCache({
    ...{ clock, isShared: true, name: 'cdn', entries: entries(lastUsed(100)) },
    ...(flights && { flights }),
  });
  let turns = 0;
  const turn = () => {
    origin.state.cents += 100;
    origin.state.isFailing = ++turns % 3 === 0;
    timer = clock.setTimer(30_000, turn);
  };
  let timer = clock.setTimer(30_000, turn);
  use({ close: () => timer.cancel() });
  return { fetch: (request) => cache(request, origin.fetch) };
}

/** Prices behind a cache that keeps a crowd from the origin. */
export default defineServer({
  title: 'Prices that take a second, behind a cache',
  about: 'A price is fresh for 5 s and used for 30 s more while one question is asked.',
  standard: ['rfc5861 §3', 'rfc9211 §2'],
  focus: ['cache-control', 'age', 'cache-status'],
  party: 'cdn',

  start: (lab) => hotPrices(lab),

  tryIt: ({ url }) => [
    { about: 'a price: the first time it takes a second', command: `curl -i ${url}/prices/1` },
    {
      about: 'five at once for one that is not stored: one goes on, four are collapsed',
      command: `for n in 1 2 3 4 5; do curl -si ${url}/prices/2 | grep -i cache-status & done; wait`,
    },
    {
      about: 'stored, then stale: the old answer comes at once',
      command: `curl -s ${url}/prices/3; sleep 6; curl -i ${url}/prices/3`,
    },
  ],
});
