import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { type Cdn, openCdn } from './cdn.ts';
import { type Lifetimes, lifetimes, shopPages } from './shop.ts';

/** For how many seconds a price is good: short enough to be waited for. */
export const SECONDS = 20;

/** A shop behind a cache for all. Every ten seconds its prices change. */
export function cachedShop(
  { clock, use }: LiveLab,
  says: Lifetimes = lifetimes(SECONDS),
  cdn: (keeping: Parameters<typeof openCdn>[0]) => Cdn = openCdn,
): ServerRecipe {
  const shop = shopPages({ clock, lifetimes: says });
  const { answer } = cdn({ clock, isShared: true });
  let cents = 8900;
  const change = () => {
    shop.reprice(++cents);
    timer = clock.setTimer(10_000, change);
  };
  let timer = clock.setTimer(10_000, change);
  use({ close: () => timer.cancel() });
  return { fetch: (request) => answer(request, async (asked) => shop.fetch(asked)) };
}

/** Pages of a shop behind a shared cache. */
export default defineServer({
  title: 'A shop behind a cache',
  about: 'Each page says how it may be kept, and Cache-Status says what the cache did.',
  standard: ['rfc9111 §4.2', 'rfc9211 §2'],
  focus: ['cache-control', 'age', 'cache-status'],
  party: 'cdn',

  start: (lab) => cachedShop(lab),

  tryIt: ({ url }) => [
    {
      about: 'a price, good for 20 s: ask again and look at Age',
      command: `curl -i ${url}/prices/1`,
    },
    {
      about: 'the same, and the cache is to ask first',
      command: `curl -i ${url}/prices/1 -H 'Cache-Control: no-cache'`,
    },
    { about: 'stored, and asked about each time', command: `curl -i ${url}/stock` },
    {
      about: "Ada's basket, which no shared cache keeps",
      command: `curl -i ${url}/basket -H 'Cookie: session=ada'`,
    },
    { about: 'and what Bob gets', command: `curl -i ${url}/basket -H 'Cookie: session=bob'` },
    { about: 'of this one nothing is kept', command: `curl -i ${url}/receipt` },
  ],
});
