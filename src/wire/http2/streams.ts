import { limits } from '../limits.ts';
import type { Direction } from '../types.ts';
import type { StreamReader } from './stream-reader.ts';
import type { StreamState } from './types.ts';

/** One direction of a stream. */
export interface Half {
  /** How many bytes of DATA may still be sent (RFC 9113 §5.2). */
  window: number;
  /** True once a frame with END_STREAM was sent. */
  ended: boolean;
  /** True once a request, or a response that is not informational, was sent. */
  begun: boolean;
  /** What `content-length` promises. */
  expected: number | undefined;
  /** Length of the data so far. */
  received: number;
}

/** One stream of a connection. */
export interface Stream {
  readonly id: number;
  readonly halves: Readonly<Record<Direction, Half>>;
  readonly reader: StreamReader | undefined;
  /** True if the server promised it. */
  readonly promised: boolean;
  /** Which side reset it. */
  resetBy: Direction | undefined;
  method: string | undefined;
  /** How far a CONNECT has come that wants a tunnel (RFC 9113 §8.5). */
  connect: 'asked' | 'tunnel' | undefined;
}

/** The other direction. */
export function opposite(direction: Direction): Direction {
  return direction === 'client-to-server' ? 'server-to-client' : 'client-to-server';
}

/** RFC 9113 §5.1. */
export function stateOf({ halves, promised, resetBy }: Stream): StreamState {
  const client = halves['client-to-server'].ended;
  const server = halves['server-to-client'].ended;
  if (resetBy !== undefined || (client && server)) return 'closed';
  if (promised && !halves['server-to-client'].begun) return 'reserved';
  if (client) return 'half-closed (client)';
  return server ? 'half-closed (server)' : 'open';
}

/** The streams of a connection that are open, and the last ones that were closed. */
export class Streams {
  readonly #open = new Map<number, Stream>();
  /** In the order in which they were closed. */
  readonly #closed = new Map<number, Stream>();
  /** The highest identifier that each side used. */
  readonly #highest: Record<Direction, number> = { 'client-to-server': 0, 'server-to-client': 0 };
  /** How many of the open streams the client opened. */
  openedByClient = 0;
  #forgot = false;

  find(id: number): Stream | undefined {
    return this.#open.get(id) ?? this.#closed.get(id);
  }

  /** True if the identifier was never used and none above it either, so that it is idle. */
  isIdle(id: number): boolean {
    return id > this.#highest[initiatorOf(id)];
  }

  /** True if a stream that is not idle may be unknown because it was not kept. */
  get forgot(): boolean {
    return this.#forgot;
  }

  /** Follows a new stream; nothing comes back if too many are open. */
  open(
    id: number,
    windows: Readonly<Record<Direction, number>>,
    reader: () => StreamReader | undefined,
  ): Stream | undefined {
    const initiator = initiatorOf(id);
    this.#highest[initiator] = Math.max(this.#highest[initiator], id);
    if (this.#open.size >= limits.streams) {
      this.#forgot = true;
      return undefined;
    }
    const promised = initiator === 'server-to-client';
    const stream: Stream = {
      id,
      promised,
      halves: {
        'client-to-server': half(windows['client-to-server'], promised),
        'server-to-client': half(windows['server-to-client'], false),
      },
      reader: reader(),
      resetBy: undefined,
      method: undefined,
      connect: undefined,
    };
    this.#open.set(id, stream);
    if (!promised) this.openedByClient++;
    return stream;
  }

  /** Moves a stream that has come to its end to the closed ones. */
  settle(stream: Stream): void {
    if (stateOf(stream) !== 'closed' || !this.#open.delete(stream.id)) return;
    if (!stream.promised) this.openedByClient--;
    stream.reader?.close();
    this.#closed.set(stream.id, stream);
    if (this.#closed.size <= limits.closedStreams) return;
    const [oldest] = this.#closed.keys();
    if (oldest !== undefined) this.#closed.delete(oldest);
    this.#forgot = true;
  }

  /** Changes the windows of one direction of all open streams (RFC 9113 §6.9.2). */
  shiftWindows(direction: Direction, by: number): void {
    for (const { halves } of this.#open.values()) halves[direction].window += by;
  }
}

function initiatorOf(id: number): Direction {
  return id % 2 === 1 ? 'client-to-server' : 'server-to-client';
}

function half(window: number, ended: boolean): Half {
  return { window, ended, begun: false, expected: undefined, received: 0 };
}
