import { defineServer, type FetchHandler, type LiveLab, type ServerRecipe } from 'apilab';
import { type BreakerOptions, circuitBreaker } from './breaker.ts';
import { ratings } from './ratings.ts';
import { isTrouble, ratingsClient } from './ratings-client.ts';
import { type ShopOptions, shop } from './shop.ts';

/** A shop with a breaker around its ratings, and a switch for their trouble. */
export function shopWithSwitch(
  { clock }: LiveLab,
  open: (options: BreakerOptions) => ShopOptions['breaker'] = circuitBreaker,
  more: Pick<ShopOptions, 'withoutRating'> = {},
): ServerRecipe {
  const service = ratings({ keyboard: 4.5 }, clock);
  const page = shop({
    products: { keyboard: 7900, novelty: 900 },
    starsOf: ratingsClient({ fetch: within(service), url: 'http://ratings', clock }),
    breaker: open({ clock, isTrouble }),
    ...more,
  });
  return {
    fetch(request) {
      const isSwitch = new URL(request.url).pathname === '/trouble';
      if (!isSwitch || (request.method !== 'PUT' && request.method !== 'DELETE')) {
        return page.fetch(request);
      }
      if (request.method === 'PUT') service.fail();
      else service.recover();
      return new Response(null, { status: 204 });
    },
  };
}

/** Calls a server in this process as one across the network: whoever gives up hears no answer. */
const within =
  (server: FetchHandler): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    const gaveUp = new Promise<never>((_, reject) => {
      request.signal.addEventListener('abort', () => reject(request.signal.reason));
    });
    return Promise.race([server.fetch(request), gaveUp]);
  };

/** A shop that goes on without its ratings while they are in trouble. */
export default defineServer({
  title: 'A shop with a circuit breaker',
  about:
    'Pages show a rating of another service; after five failures that is spared for 10 s. PUT /trouble makes it fail.',
  party: 'shop',

  start: (lab) => shopWithSwitch(lab),

  tryIt: ({ url }) => [
    { about: 'a page with its rating', command: `curl -i ${url}/products/keyboard` },
    {
      about: 'make the ratings fail, a second each time',
      command: `curl -i -X PUT ${url}/trouble`,
    },
    {
      about: 'five wait a second each, and the sixth does not',
      command: `for n in 1 2 3 4 5 6; do curl -s -o /dev/null -w '%{time_total} s\\n' ${url}/products/keyboard; done`,
    },
    { about: 'a page without', command: `curl -i ${url}/products/keyboard` },
    { about: 'make them well', command: `curl -i -X DELETE ${url}/trouble` },
  ],
});
