import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Clock } from 'apilab';

export interface EventReaderOptions {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** The id to resume from, as a client sends it that was here before. */
  readonly lastEventId?: string;
}

/** A client of an event stream that behaves as a browser's `EventSource` does (HTML Standard §9.2). */
export interface EventReader {
  /** Resolves when this many more events have been received. */
  receive(count: number): Promise<readonly EventSourceMessage[]>;
  /** Stops reading and does not reconnect. */
  close(): void;
}

/** The reconnection time before a server names one; the standard leaves it to the client. */
const DEFAULT_RETRY_MS = 3000;

/** Reads a stream and, when it breaks, comes back after the reconnection time with the last id it saw. */
export function eventReader({ url, fetch, clock, ...options }: EventReaderOptions): EventReader {
  let lastEventId = options.lastEventId ?? '';
  let retryMs = DEFAULT_RETRY_MS;
  const received: EventSourceMessage[] = [];
  let waiting: (() => void) | undefined;
  const closed = new AbortController();
  let stopReading = async () => {};

  async function readOnce(): Promise<'reconnect' | 'stop'> {
    const headers = new Headers({ accept: 'text/event-stream' });
    if (lastEventId !== '') headers.set('last-event-id', lastEventId);
    const response = await fetch(url, { headers });
    // Anything but 200 ends it for good: 204 is how a server says that there is no more.
    if (response.status !== 200 || response.body === null) return 'stop';

    // A new parser for each connection: what a broken one left unfinished is thrown away.
    const parser = createParser({
      onRetry: (ms) => {
        retryMs = ms;
      },
      onEvent: (event) => {
        if (event.id !== undefined) lastEventId = event.id;
        received.push(event);
        waiting?.();
      },
    });
    const decoder = new TextDecoder();
    const body = response.body.getReader();
    stopReading = () => body.cancel();
    for (;;) {
      const { done, value } = await body.read();
      if (done) return 'reconnect';
      parser.feed(decoder.decode(value, { stream: true }));
    }
  }

  async function read(): Promise<void> {
    while (!closed.signal.aborted) {
      // A broken connection is no reason to give up; it is what this loop is for.
      const next = await readOnce().catch((): 'reconnect' => 'reconnect');
      if (next === 'stop') return;
      await clock.sleep(retryMs, { signal: closed.signal }).catch(() => {});
    }
  }

  void read();

  return {
    async receive(count) {
      while (received.length < count) {
        await new Promise<void>((resolve) => {
          waiting = resolve;
        });
      }
      return received.splice(0, count);
    },
    close() {
      closed.abort();
      void stopReading();
    },
  };
}
