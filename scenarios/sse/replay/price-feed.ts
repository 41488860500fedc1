import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { type LoggedPrice, type Price, type Resume, replayMissed } from './resume.ts';

export interface PriceFeedOptions {
  /** How many of the newest prices the log keeps for clients that come back. */
  readonly window: number;
  /** What clients are told to wait before they reconnect, in milliseconds. */
  readonly retryMs: number;
  /** What a client that comes back is sent first. */
  readonly resume?: Resume;
}

/** How many prices may wait for a client that reads too slowly; then it is let go, and comes back. */
const MOST_WAITING = 1000;

/** A feed of prices as an event stream, with a log of the newest ones to resume from. */
export function priceFeed({ window, retryMs, resume = replayMissed }: PriceFeedOptions) {
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
    // Without the field, or with an empty one, the client was never here before.
    const lastEventId = c.req.header('Last-Event-ID') ?? '';
    const missed =
      lastEventId === '' ? [] : resume(lastEventId, { entries: [...log], newest: newest() });

    return streamSSE(c, async (stream) => {
      // Listen before replaying: a price published in between waits its turn, so the seam has no gap.
      const entries = listen();
      stream.onAbort(entries.stop);

      await stream.write(`retry: ${retryMs}\n\n`);
      if (missed === 'lost') {
        // The log cannot tell what was missed. Say so, and give a place to go on from.
        const oldest = log[0]?.id ?? 0;
        const data = JSON.stringify({ oldest, newest: newest() });
        await stream.writeSSE({ id: String(newest()), event: 'reset', data });
      } else {
        for (const entry of missed) await stream.writeSSE(asEvent(entry));
      }
      for await (const entry of entries) await stream.writeSSE(asEvent(entry));
    });
  });

  /** The prices published from now on, until `stop` is called or too many wait. */
  function listen() {
    const queue: LoggedPrice[] = [];
    let stopped = false;
    let wake = () => {};
    const receive = (entry: LoggedPrice) => {
      queue.push(entry);
      if (queue.length > MOST_WAITING) stop();
      wake();
    };
    function stop() {
      listeners.delete(receive);
      stopped = true;
      wake();
    }
    listeners.add(receive);
    return {
      stop,
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

function asEvent({ id, price }: LoggedPrice) {
  return { id: String(id), event: 'tick', data: JSON.stringify(price) };
}
