import type { Entries } from '../../parts/entries.ts';

/** An expired entry is deleted, as most stores do by themselves: nothing old is left to be used. */
export const deleted = (entries: Entries): Entries => ({
  ...entries,
  get: (url) => entries.get(url).filter((stored) => stored.ttl() > 0),
});
