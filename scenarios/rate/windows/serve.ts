import { type Clock, defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { limitedApi } from '../parts/limited-api.ts';
import { pricesApi } from '../parts/prices-api.ts';
import type { Limit, RateLimiter } from './limiter.ts';
import { slidingLog } from './sliding-log.ts';

const LIMIT = { requests: 5, windowMs: 10_000 };
const TOKENS: Readonly<Record<string, string>> = { 'ada-token': 'ada', 'grace-token': 'grace' };

/** Prices with a limit, counted in a way. */
export function limitedPrices(
  { clock }: LiveLab,
  open: (limit: Limit, clock: Clock) => RateLimiter = slidingLog,
): ServerRecipe {
  return limitedApi({
    api: pricesApi({ ABC: 18_550 }),
    clock,
    limit: LIMIT,
    whoHas: (token) => (Object.hasOwn(TOKENS, token) ? TOKENS[token] : undefined),
    limiter: open(LIMIT, clock),
  });
}

/** Prices, five in ten seconds for each client. */
export default defineServer({
  title: 'Prices with a limit',
  about: 'Five requests in any 10 s for each client; what is too many is refused with 429.',
  standard: ['rfc6585 §4', 'rfc9110 §10.2.3'],
  focus: ['retry-after'],

  start: (lab) => limitedPrices(lab),

  tryIt: ({ url }) => [
    {
      about: 'a price',
      command: `curl -i ${url}/prices/ABC -H 'Authorization: Bearer ada-token'`,
    },
    {
      about: 'one more than is allowed',
      command: `for n in 1 2 3 4 5 6; do curl -s -o /dev/null -w '%{http_code}\\n' ${url}/prices/ABC -H 'Authorization: Bearer ada-token'; done`,
    },
    {
      about: 'somebody else is not affected',
      command: `curl -i ${url}/prices/ABC -H 'Authorization: Bearer grace-token'`,
    },
    { about: 'nobody in particular', command: `curl -i ${url}/prices/ABC` },
  ],

  page: {
    actions: [
      {
        label: 'Ask as Ada',
        script: `await send('GET', '/prices/ABC', { headers: { Authorization: 'Bearer ada-token' } });`,
      },
      {
        label: 'Ask as Ada, six times',
        script: `
          for (let n = 0; n < 6; n++) {
            await send('GET', '/prices/ABC', { headers: { Authorization: 'Bearer ada-token' } });
          }`,
      },
    ],
  },
});
