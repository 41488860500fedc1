/** Under which name the messages of a user's client are counted. */
export type CountedBy = (user: string, client: string) => string;

/** Each client for itself: what one of them numbers says nothing about another. */
export const eachClient: CountedBy = (user, client) => `${user} ${client}`;

/** Which numbers of each counter were taken, so that what is said twice counts once. */
export interface Taken {
  /** `new`: beyond all that were taken; `taken`: kept already; `late`: never taken, and a later one was. */
  look(counter: string, n: number): 'new' | 'taken' | 'late';
  take(counter: string, n: number): void;
}

/** The newest numbers of a counter. */
interface Count {
  readonly last: number;
  readonly numbers: Set<number>;
}

/** How many counters are remembered, and how many numbers of each: the newest. */
const MOST_COUNTERS = 10_000;
const MOST_NUMBERS = 1000;

/**
 * Remembers over connections, or a resend would count twice. A real chat keeps this beside the
 * messages, in one transaction with them, and for as long as an outbox may live.
 */
export function takenNumbers(): Taken {
  const counts = new Map<string, Count>();
  return {
    look(counter, n) {
      const count = counts.get(counter);
      if (count === undefined || n > count.last) return 'new';
      return count.numbers.has(n) ? 'taken' : 'late';
    },
    take(counter, n) {
      const { numbers } = counts.get(counter) ?? { numbers: new Set<number>() };
      numbers.add(n);
      // Whoever spoke last is the last to be forgotten.
      counts.delete(counter);
      counts.set(counter, { last: n, numbers });
      forgetFirst(numbers, MOST_NUMBERS);
      forgetFirst(counts, MOST_COUNTERS);
    },
  };
}

/** Lets the entries go that came first, until no more are left than `most`. */
function forgetFirst<K>(
  entries: { readonly size: number; keys(): IterableIterator<K>; delete(key: K): boolean },
  most: number,
): void {
  for (const key of entries.keys()) {
    if (entries.size <= most) return;
    entries.delete(key);
  }
}
