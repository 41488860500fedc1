import type { Clock, Lab } from 'apilab';
import { openProxy } from 'apilab/parts/http/proxy';
import { lastUsed } from '../parts/entries.ts';
import { httpCache } from '../parts/http-cache.ts';
import type { Keeping } from '../parts/stored.ts';
import type { Cdn } from './cdn.ts';
import { type Lifetimes, shopPages } from './shop.ts';

/** What the pages say, and what the CDN makes of it. */
export interface Way {
  readonly says: Lifetimes;
  readonly cdn: (keeping: Keeping) => Cdn;
}

type Stage = Pick<Lab, 'serve' | 'party' | 'use' | 'clock'>;

/** Two people with browsers that keep what they may, a CDN that both go through, and a shop behind it. */
export async function openShop({ serve, party, use, clock }: Stage, way: Way) {
  const shop = shopPages({ clock, lifetimes: way.says });
  const { url: to } = await party('cdn').route('origin');
  const proxy = await use(openProxy({ to, name: 'cdn', host: 'shop.example' }));
  const cdn = way.cdn({ clock, isShared: true });
  await serve('cdn', { fetch: (request) => cdn.answer(request, (asked) => proxy.forward(asked)) });
  await serve('origin', shop, { client: 'cdn' });

  function browser(name: string): Person {
    const keeping = { clock, isShared: false, name, entries: lastUsed(100) };
    const cache = httpCache(keeping);
    return async (path) => {
      const request = new Request(`http://cdn${path}`, { headers: { cookie: `session=${name}` } });
      // By default fetch takes a request with a condition for one that wants no cache, and says so on the wire.
      const answer = await cache(request, ({ url, headers }) => {
        // By default fetch says of a request with a condition that it wants nothing from a cache.
        const asIs = { headers, cache: 'force-cache' };
        return party(name).fetch(url, asIs);
      });
      const by = answeredBy(answer.headers);
      const said = answer.headers.get('cache-control') ?? 'nothing';
      return { at: clock.now(), by, said, text: await answer.text() };
    };
  }
  return { shop, ada: browser('ada'), bob: browser('bob'), kept: cdn.kept };
}

/** Somebody who looks at a page of the shop. */
export type Person = (path: string) => Promise<Got>;

/** What somebody was shown, and whose copy it was. */
export interface Got {
  /** Lab time in milliseconds. */
  readonly at: number;
  readonly by: 'browser' | 'CDN' | 'origin';
  /** What it says of how it may be kept. */
  readonly said: string;
  readonly text: string;
}

/** Whose copy it was, in words. */
export const WHOSE = {
  browser: 'her own browser: nothing crosses the wire',
  CDN: 'the CDN',
  origin: 'the origin',
} satisfies Readonly<Record<Got['by'], string>>;

/** The cache nearest to the reader speaks last; who speaks after a hit has only passed it on. */
function answeredBy(headers: Headers): Got['by'] {
  const entries = headers.get('cache-status')?.split(',') ?? [];
  if (entries.at(-1)?.includes('; hit')) return 'browser';
  return entries.at(-2)?.includes('; hit') || headers.has('x-cache') ? 'CDN' : 'origin';
}

/** Each of them asks for the price, a second apart, so many times. */
export async function askOn(
  clock: Clock,
  {
    people,
    times,
    apartMs,
  }: { readonly people: readonly Person[]; readonly times: number; readonly apartMs: number },
): Promise<readonly Got[]> {
  const shown: Got[] = [];
  for (let n = 0; n < times; n++) {
    await clock.sleep(apartMs - 1000 * people.length);
    for (const ask of people) {
      await clock.sleep(1000);
      shown.push(await ask('/prices/1'));
    }
  }
  return shown;
}
