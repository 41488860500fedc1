import { EventSource } from 'eventsource';

export interface PriceReaderOptions {
  readonly url: string;
  readonly fetch: typeof fetch;
  /** The id to resume from, of a client that was here in a former life. */
  readonly lastEventId?: string;
}

/** A client of the feed: an `EventSource`, as browsers have it (HTML Standard §9.2). */
export interface PriceReader {
  /**
   * Resolves when this many more events have been received, a `reset` counting as one.
   * @throws Error if the server refuses the stream: then `EventSource` does not come back.
   */
  receive(count: number): Promise<void>;
  /** Stops reading and does not reconnect. */
  close(): void;
}

/** Reads the feed. If the connection breaks, `EventSource` comes back by itself, with the last id it has. */
export function priceReader({ url, fetch, lastEventId }: PriceReaderOptions): PriceReader {
  let received = 0;
  let wanted = 0;
  const waiting = new Set<() => void>();
  const settle = () => {
    for (const look of waiting) look();
    waiting.clear();
  };

  const source = new EventSource(url, { fetch: startingAfter(lastEventId, fetch) });
  const count = () => {
    received++;
    settle();
  };
  source.addEventListener('tick', count);
  source.addEventListener('reset', count);
  source.addEventListener('error', settle);

  return {
    async receive(more) {
      wanted += more;
      const enough = wanted;
      while (received < enough) {
        // It ends by itself on any answer but a 200 with an event stream (HTML Standard §9.2.2).
        if (source.readyState === source.CLOSED) throw new Error('the event stream is closed');
        await new Promise<void>((resolve) => waiting.add(resolve));
      }
    },
    close() {
      source.close();
      settle();
    },
  };
}

/**
 * An `EventSource` begins without an id, and nothing sets one. So this client adds the one it kept to
 * its first requests, until the stream has given it a newer one.
 */
function startingAfter(lastEventId: string | undefined, send: typeof fetch): typeof fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    if (lastEventId !== undefined && !headers.has('last-event-id')) {
      headers.set('last-event-id', lastEventId);
    }
    return send(input, { ...init, headers });
  };
}
