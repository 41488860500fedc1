import { Hono } from 'hono';
import { type LoggedPrice, type Price, priceLog } from './price-log.ts';
import { type Place, type Resume, resumeAfterLast } from './resume.ts';

export interface PriceFeedOptions {
  /** How many of the newest prices are kept for clients that come back. */
  readonly window: number;
  /** What clients are told to wait before they reconnect, in milliseconds. */
  readonly retryMs: number;
  /** Reads from Last-Event-ID where a client goes on. */
  readonly resume?: Resume;
}

/** A feed of prices as an event stream, with a log of the newest ones to resume from. */
export function priceFeed({ window, retryMs, resume = resumeAfterLast }: PriceFeedOptions) {
  const log = priceLog(window);
  const waiting = new Set<() => void>();

  /** Publishes a price: into the log first, then whoever waits for news is told. */
  function publish(price: Price): void {
    log.append(price);
    for (const wake of waiting) wake();
  }

  const app = new Hono();
  app.onError((_, c) => c.text('The server failed.', 500));

  app.get('/prices', (c) => {
    // Without the field, or with an empty one, the client was never here before.
    const lastEventId = c.req.header('Last-Event-ID') ?? '';
    const place = lastEventId === '' ? log.newest : resume(lastEventId, log.newest);
    return c.body(follow(place), 200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      // For the server below: send each piece as it comes, and do not look for the end first.
      'Transfer-Encoding': 'chunked',
    });
  });
  app.all('/prices', (c) => c.text('Only GET is possible here.', 405, { Allow: 'GET, HEAD' }));

  /**
   * What one client is sent, for as long as it stays. The log is its queue: each piece is read from
   * there when the client has taken the one before, so one that reads slowly holds no memory. One that
   * falls behind the log is told of the gap, like one that comes back too late.
   */
  function follow(from: Place): ReadableStream<Uint8Array> {
    const encoder = new TextEncoder();
    let place = from;
    let opening = `retry: ${retryMs}\n\n`;
    let gone = false;
    let wake = () => {};

    async function pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
      for (let piece = ''; piece === '' && !gone; ) {
        // Listen before reading the log: a price published in between is in it, or wakes us.
        const news = new Promise<void>((resolve) => (wake = resolve));
        waiting.add(wake);
        piece = opening + next();
        opening = '';
        if (piece === '') await news;
        else controller.enqueue(encoder.encode(piece));
        waiting.delete(wake);
      }
    }

    /** What came after the client's place, as one piece; empty if it has everything. */
    function next(): string {
      const entries = place === 'lost' ? 'lost' : log.after(place);
      place = log.newest;
      return entries === 'lost' ? resetEvent(place) : entries.map(tickEvent).join('');
    }

    function cancel(): void {
      gone = true;
      wake();
    }

    // Nothing is made in advance: whoever asks for the fields alone (HEAD) leaves nothing behind.
    return new ReadableStream({ pull, cancel }, { highWaterMark: 0 });
  }

  return {
    fetch: app.fetch,
    publish,
    /** How many clients have everything and wait for the next price. */
    get waiting() {
      return waiting.size;
    },
  };
}

const tickEvent = ({ id, price }: LoggedPrice) =>
  `event: tick\ndata: ${JSON.stringify(price)}\nid: ${id}\n\n`;

/** Says that prices are missing. Its id, the newest price's, gives the client a place to go on from. */
const resetEvent = (newest: number) =>
  `event: reset\ndata: ${JSON.stringify({ newest })}\nid: ${newest}\n\n`;
