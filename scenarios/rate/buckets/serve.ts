import { type Clock, defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { type Places, placesFor } from './at-work.ts';
import type { Bucket, BucketSize } from './bucket.ts';
import { leakyBucket, type Queue, type QueueSize } from './leaky-bucket.ts';
import { limitedShop } from './limited-shop.ts';
import { reports } from './reports.ts';
import { tokenBucket } from './token-bucket.ts';

const BUCKET = { tokens: 5, everyMs: 2000 };
const QUEUE = { everyMs: 1000, places: 3 };
const PLACES = 2;
const TOKENS: Readonly<Record<string, string>> = { 'ada-token': 'ada', 'grace-token': 'grace' };

interface ServedLimits {
  readonly bucket?: (size: BucketSize, clock: Clock) => Bucket;
  readonly queue?: (size: QueueSize, clock: Clock) => Queue;
  readonly places?: (most: number, clock: Clock) => Places;
}

/** A shop with three limits; its carrier takes every text. */
export function servedShop(
  { clock }: LiveLab,
  { bucket = tokenBucket, queue = leakyBucket, places = placesFor }: ServedLimits = {},
): ServerRecipe {
  return limitedShop({
    prices: { ABC: 18_550 },
    whoHas: (token) => (Object.hasOwn(TOKENS, token) ? TOKENS[token] : undefined),
    now: () => clock.now(),
    bucket: bucket(BUCKET, clock),
    bucketSize: BUCKET,
    queue: queue(QUEUE, clock),
    queueSize: QUEUE,
    send: async () => true,
    places: places(PLACES, clock),
    sumUp: reports({ 2024: 8_120_400, 2025: 9_330_100 }, clock),
  });
}

const AS_ADA = `-H 'Authorization: Bearer ada-token'`;

/** Prices by tokens, texts by a queue, reports by places. */
export default defineServer({
  title: 'A shop with three limits',
  about: 'Prices: 5 at once, then one in 2 s. Texts: one a second, 3 may wait. Reports: 2 at work.',
  standard: 'rfc6585 §4',
  focus: ['retry-after'],
  party: 'shop',

  start: (lab) => servedShop(lab),

  tryIt: ({ url }) => [
    { about: 'a price', command: `curl -i ${url}/prices/ABC ${AS_ADA}` },
    {
      about: 'a burst of seven prices, which takes all tokens',
      command: `for n in 1 2 3 4 5 6 7; do curl -s -o /dev/null -w '%{http_code}\\n' ${url}/prices/ABC ${AS_ADA}; done`,
    },
    {
      about: 'six texts at once: four leave one by one, two are refused',
      command: `for n in 1 2 3 4 5 6; do curl -s -o /dev/null -w '%{http_code} after %{time_total} s\\n' ${url}/texts ${AS_ADA} -d '{"to": "+46701740605", "text": "Parcel '$n' is here"}' & done; wait`,
    },
    {
      about: 'three reports at once, two of which are worked on',
      command: `for n in 1 2 3; do curl -s -o /dev/null -w '%{http_code}\\n' ${url}/reports/2025 ${AS_ADA} & done; wait`,
    },
    {
      about: 'a report that fails, and gives its place back',
      command: `curl -i ${url}/reports/1999 ${AS_ADA}`,
    },
  ],

  page: {
    actions: [
      {
        label: 'Seven prices',
        script: `
          for (let n = 0; n < 7; n++) {
            await send('GET', '/prices/ABC', { headers: { Authorization: 'Bearer ada-token' } });
          }`,
      },
      {
        label: 'Three reports at once',
        script: `
          await Promise.all([1, 2, 3].map(() =>
            send('GET', '/reports/2025', { headers: { Authorization: 'Bearer ada-token' } })));`,
      },
    ],
  },
});
