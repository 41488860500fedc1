import type { Entries } from '../../parts/entries.ts';
import type { Keeping, Stored } from '../../parts/stored.ts';
import { type Cdn, openCdn } from '../cdn.ts';

/** A map to which everything is added: each address that anybody ever asked for stays in it. */
export function grows(keeping: Keeping): Cdn {
  const byUrl = new Map<string, readonly Stored[]>();
  const entries: Entries = {
    get: (url) => byUrl.get(url) ?? [],
    put: (url, stored) => void byUrl.set(url, [stored]),
    drop: (url) => void byUrl.delete(url),
    count: () => byUrl.size,
  };
  return openCdn(keeping, entries);
}
