import type { Clock, Random } from 'apilab';
import { holds } from '../parts/answers.ts';

/** How long an answer is used, in seconds. */
export const WINDOWS = {
  /** It is fresh for so long, or a little less. */
  fresh: 60,
  /** After that it is used for so long while it is checked. */
  whileChecking: 30,
  /** And for so long if the origin fails. */
  ifFailing: 120,
};

/** For how many seconds an answer is fresh. */
export type Lifetime = (random: Random) => number;

/** A little less than it could be, by chance: what was stored together does not expire together. */
export const jittered: Lifetime = (random) => random.integer(WINDOWS.fresh - 10, WINDOWS.fresh);

export interface OriginOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly lifetime?: Lifetime;
  /** How long it works on an answer. */
  readonly workMs: number;
}

/** Prices that take their time, and an origin that can fail. */
export function priceOrigin({ clock, random, lifetime = jittered, workMs }: OriginOptions) {
  const state = { cents: 8900, isFailing: false };
  return {
    state,
    async fetch(request: Request): Promise<Response> {
      const { pathname } = new URL(request.url);
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
      const [, product] = /^\/prices\/(\d{1,3})$/.exec(pathname) ?? [];
      if (product === undefined) return new Response(null, { status: 404 });
      await clock.sleep(workMs);
      if (state.isFailing) return new Response(null, { status: 503 });
      const text = JSON.stringify({ product: Number(product), cents: state.cents });
      const { whileChecking, ifFailing } = WINDOWS;
      const headers = {
        date: clock.date().toUTCString(),
        etag: `"${state.cents}"`,
        'cache-control': `max-age=${lifetime(random)}, stale-while-revalidate=${whileChecking}, stale-if-error=${ifFailing}`,
      };
      if (holds(request.headers.get('if-none-match') ?? '', headers.etag))
        return new Response(null, { status: 304, headers });
      const content = {
        'content-type': 'application/json',
        'content-length': `${Buffer.byteLength(text)}`,
      };
      return new Response(text, { headers: { ...headers, ...content } });
    },
  };
}
