import { type Entries, lastUsed } from '../parts/entries.ts';
import { type HttpCache, httpCache } from '../parts/http-cache.ts';
import type { Keeping } from '../parts/stored.ts';

/** For how many addresses the CDN has room. */
export const ROOM = 4;

/** What stands before the shop, and how many addresses it keeps. */
export interface Cdn {
  readonly answer: HttpCache;
  kept(): number;
}

/** A cache for all, with room for the addresses that were used last. */
export function openCdn(keeping: Keeping, entries: Entries = lastUsed(ROOM)): Cdn {
  return { answer: httpCache({ ...keeping, name: 'cdn', entries }), kept: entries.count };
}
