import type { Stored } from './stored.ts';

/** What a cache keeps, by address; of one address there may be several forms. */
export interface Entries {
  get(url: string): readonly Stored[];
  put(url: string, stored: Stored): void;
  drop(url: string): void;
  /** How many addresses it keeps something of. */
  count(): number;
}

/** How many forms of one address are kept, such as languages. */
const FORMS = 8;

/** Keeps the addresses that were used last, so many of them. */
export function lastUsed(most: number): Entries {
  // A map is in the order in which its keys were set: whoever is used goes to the end.
  const byUrl = new Map<string, readonly Stored[]>();
  const touch = (url: string, forms: readonly Stored[]) => {
    byUrl.delete(url);
    byUrl.set(url, forms);
  };
  return {
    get(url) {
      const forms = byUrl.get(url);
      if (forms === undefined) return [];
      touch(url, forms);
      return forms;
    },
    put(url, stored) {
      touch(url, [stored, ...othersThan(stored, byUrl.get(url))].slice(0, FORMS));
      for (const oldest of byUrl.keys()) {
        if (byUrl.size <= most) break;
        byUrl.delete(oldest);
      }
    },
    drop: (url) => void byUrl.delete(url),
    count: () => byUrl.size,
  };
}

/** The other forms: the one that this one takes the place of is not among them. */
const othersThan = (stored: Stored, forms: readonly Stored[] = []) =>
  forms.filter(({ form }) => form !== stored.form);
