import type { Clock, Lab } from 'apilab';
import { type Places, placesFor } from './at-work.ts';
import type { Bucket, BucketSize } from './bucket.ts';
import { carrier, carrierClient } from './carrier.ts';
import { leakyBucket, type Queue, type QueueSize } from './leaky-bucket.ts';
import { limitedShop } from './limited-shop.ts';
import { reports } from './reports.ts';
import { tokenBucket } from './token-bucket.ts';

/** Ten prices at once, and one a second. */
export const BUCKET: BucketSize = { tokens: 10, everyMs: 1000 };
/** One text a second, and five may wait. */
export const QUEUE: QueueSize = { everyMs: 1000, places: 5 };
/** Five reports at work. */
export const PLACES = 5;

/** What the shop limits with. */
export interface Limits {
  readonly bucket?: (size: BucketSize, clock: Clock) => Bucket;
  readonly queue?: (size: QueueSize, clock: Clock) => Queue;
  readonly places?: (most: number, clock: Clock) => Places;
}

/** Starts the shop and the carrier behind it; everybody's token is their name. */
export async function openShop(
  lab: Lab,
  { bucket = tokenBucket, queue = leakyBucket, places = placesFor }: Limits,
) {
  const { clock } = lab;
  await lab.serve('carrier', carrier, { client: 'shop' });
  const shop = lab.party('shop');
  const { url } = await shop.route('carrier');
  await lab.serve(
    'shop',
    limitedShop({
      prices: { ABC: 18_550 },
      whoHas: (token) => token,
      now: () => clock.now(),
      bucket: bucket(BUCKET, clock),
      bucketSize: BUCKET,
      queue: queue(QUEUE, clock),
      queueSize: QUEUE,
      send: carrierClient({ fetch: shop.fetch, url: `${url}/texts` }),
      places: places(PLACES, clock),
      sumUp: reports({ 2024: 8_120_400, 2025: 9_330_100 }, clock),
    }),
  );

  async function send(name: string, path: string, body?: unknown): Promise<number> {
    const response = await lab.party(name).fetch(`http://shop${path}`, {
      headers: { authorization: `Bearer ${name}` },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    });
    await response.arrayBuffer();
    return response.status;
  }

  /** The same so many times at once. */
  const atOnce = (times: number, task: (n: number) => Promise<unknown>) =>
    lab.together(Array.from({ length: times }, (_, n) => () => task(n + 1)));

  const ask = () => send('ada', '/prices/ABC');
  return {
    askAtOnce: (times: number) => atOnce(times, ask),
    /** Asks so many times, this far apart. */
    async askEvery(apartMs: number, times: number): Promise<void> {
      for (let n = 0; n < times; n++) {
        await clock.sleep(apartMs);
        await ask();
      }
    },
    textAtOnce: (times: number) =>
      atOnce(times, (n) =>
        send('grace', '/texts', { to: '+46701740605', text: `Parcel ${n} is here` }),
      ),
    report: (year: number) => send('alan', `/reports/${year}`),
    reportAtOnce: (times: number, year: number) =>
      atOnce(times, () => send('alan', `/reports/${year}`)),
  };
}
