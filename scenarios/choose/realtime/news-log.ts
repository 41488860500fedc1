/** A price that has changed. */
export interface News {
  readonly product: number;
  readonly cents: number;
}

/** All that has happened, in order, whoever wants to be told and in whatever way. */
export interface NewsLog {
  /** How much has happened so far. */
  readonly length: number;
  publish(news: News): void;
  /** What came after the first so many. */
  after(place: number): readonly News[];
  /** Resolves when more than so many have happened, or when the signal says to wait no longer. */
  moreThan(place: number, signal: AbortSignal): Promise<void>;
}

/** A log in memory. A real one is bounded, or lies in a database. */
export function newsLog(): NewsLog {
  const all: News[] = [];
  const waiting = new Set<() => void>();
  return {
    get length() {
      return all.length;
    },
    publish(news) {
      all.push(news);
      for (const wake of waiting) wake();
    },
    after: (place) => all.slice(place),
    moreThan(place, signal) {
      if (all.length > place || signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener('abort', wake);
      });
    },
  };
}

/** Gives what comes after a place, as it comes, until the signal says that it is enough. */
export async function* following(log: NewsLog, place: number, signal: AbortSignal) {
  for (let next = place; ; ) {
    await log.moreThan(next, signal);
    if (signal.aborted) return;
    for (const news of log.after(next)) {
      next++;
      yield { place: next, news };
    }
  }
}
