import { EventSource } from 'eventsource';

export interface PriceReaderOptions {
  readonly url: string;
  readonly fetch: typeof fetch;
  /** The id to resume from, as a client sends it that was here before. */
  readonly lastEventId?: string;
}

/** A client of the feed: the `EventSource` that browsers have (HTML Standard §9.2). */
export interface PriceReader {
  /** Resolves when this many more events have been received. */
  receive(count: number): Promise<void>;
  /** Stops reading and does not reconnect. */
  close(): void;
}

/** Reads the feed. When the stream breaks, `EventSource` comes back by itself with the last id it saw. */
export function priceReader({ url, fetch, lastEventId }: PriceReaderOptions): PriceReader {
  let received = 0;
  let wanted = 0;
  let enough = () => {};
  // The id that an EventSource starts with cannot be set: what it saw in a former life goes in here.
  const withLastEventId: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    if (lastEventId !== undefined && !headers.has('last-event-id')) {
      headers.set('last-event-id', lastEventId);
    }
    return fetch(input, { ...init, headers });
  };
  const source = new EventSource(url, { fetch: withLastEventId });
  const count = () => {
    if (++received >= wanted) enough();
  };
  source.addEventListener('tick', count);
  source.addEventListener('reset', count);

  return {
    async receive(more) {
      wanted += more;
      if (received < wanted) await new Promise<void>((resolve) => (enough = resolve));
    },
    close: () => source.close(),
  };
}
