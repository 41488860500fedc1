import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';

/** A price as the market names it. */
export interface Price {
  readonly stock: string;
  /** In cents, so that no fraction is lost. */
  readonly cents: number;
}

/** A price in the log. Its number, from 1, goes out as the event's id. */
interface LoggedPrice {
  readonly id: number;
  readonly price: Price;
}

export interface PriceFeedOptions {
  /** How many of the newest prices the log keeps for clients that come back. */
  readonly window: number;
  /** What clients are told to wait before they reconnect, in milliseconds. */
  readonly retryMs: number;
  /**
   * What the feed makes of `Last-Event-ID`: `replay` sends what was missed; `ignore` is a live-only
   * stream; `trust` replays too, but takes whatever it is sent for a number.
   */
  readonly lastEventId: 'replay' | 'ignore' | 'trust';
}

/** A feed of prices as an event stream, with a log of the newest ones to resume from. */
export function priceFeed({ window, retryMs, lastEventId }: PriceFeedOptions) {
  const log: LoggedPrice[] = [];
  const listeners = new Set<(entry: LoggedPrice) => void>();
  const newest = () => log.at(-1)?.id ?? 0;

  /** Publishes a price: into the log first, then to everyone who listens. */
  function publish(price: Price): void {
    const entry = { id: newest() + 1, price };
    log.push(entry);
    if (log.length > window) log.shift();
    for (const listen of listeners) listen(entry);
  }

  const app = new Hono();
  app.onError((_, c) => c.text('The server failed.', 500));

  app.get('/prices', (c) => {
    const header = c.req.header('Last-Event-ID');
    const resume = header === undefined || lastEventId === 'ignore' ? 'live' : since(header);

    return streamSSE(c, async (stream) => {
      // Listen before replaying: a price published in between waits its turn, so the seam has no gap.
      const entries = listen();
      stream.onAbort(entries.stop);

      await stream.write(`retry: ${retryMs}\n\n`);
      if (resume === 'lost') {
        // The log cannot tell what was missed. Say so, and give a place to go on from.
        const oldest = log[0]?.id ?? 0;
        const data = JSON.stringify({ oldest, newest: newest() });
        await stream.writeSSE({ id: String(newest()), event: 'reset', data });
      } else if (resume !== 'live') {
        for (const entry of resume) await stream.writeSSE(asEvent(entry));
      }
      for await (const entry of entries) await stream.writeSSE(asEvent(entry));
    });
  });

  /** What was published after the event that the client saw last, or `lost` where the log cannot say. */
  function since(header: string): readonly LoggedPrice[] | 'lost' {
    const last = lastEventId === 'trust' ? trustedId(header) : checkedId(header);
    if (last === undefined) return 'lost';
    const oldest = log[0]?.id ?? 1;
    if (last < oldest - 1 || last > newest()) return 'lost';
    return log.filter(({ id }) => id > last);
  }

  /** The prices published from now on, until `stop` is called. */
  function listen() {
    const queue: LoggedPrice[] = [];
    let stopped = false;
    let wake = () => {};
    const receive = (entry: LoggedPrice) => {
      queue.push(entry);
      wake();
    };
    listeners.add(receive);
    return {
      stop() {
        listeners.delete(receive);
        stopped = true;
        wake();
      },
      async *[Symbol.asyncIterator]() {
        while (!stopped) {
          const entry = queue.shift();
          if (entry) yield entry;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      },
    };
  }

  return { fetch: app.fetch, publish };
}

/** The number of an event, where the header is one: it is input, and anybody can send anything. */
function checkedId(header: string): number | undefined {
  return /^\d{1,15}$/.test(header) ? Number(header) : undefined;
}

/** The number of an event, for a header that was never anything else. `BigInt` throws for `abc`. */
function trustedId(header: string): number {
  return Number(BigInt(header));
}

function asEvent({ id, price }: LoggedPrice) {
  return { id: String(id), event: 'tick', data: JSON.stringify(price) };
}
