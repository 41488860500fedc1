import type {
  ConnectionOpened,
  ConnectionRefused,
  MessageSeen,
  TapEvent,
} from '../../tap/events.ts';
import type { Message } from '../../wire/types.ts';
import { crossingEvent, messageEvent, type Parties } from '../record/message-event.ts';
import type { Untimed } from '../record/recorder.ts';
import type { Totals, TranscriptEvent } from '../record/transcript.ts';

/** A connection whose events are still to come. */
interface Known {
  readonly client: string;
  readonly server: string;
  /** How many of its directions ended. */
  ended: number;
}

/** How many connections that are over are remembered, for what is reported late. */
const REMEMBERED = 64;

/**
 * Turns what happens in a live session into the events of its transcript. Unlike the recorder of a
 * run it keeps nothing of what it has seen but the sums, so that a session may last for days.
 *
 * Each connection is a step. Connections that are open at the same time are told apart by their
 * client's name: `client`, `client 2`, ...; a name is free again when its connection is over.
 */
export class LiveRecorder {
  readonly #now: () => number;
  readonly #emit: (event: TranscriptEvent) => void;
  readonly #known = new Map<number, Known>();
  readonly #over: number[] = [];
  readonly #names = new Set<string>();
  #step = 0;
  #ended = false;
  readonly #totals = { connections: 0, requests: 0, events: 0, bytes: 0, queries: 0 };

  constructor(now: () => number, emit: (event: TranscriptEvent) => void) {
    this.#now = now;
    this.#emit = emit;
  }

  get totals(): Totals {
    return { ...this.#totals };
  }

  /** What happens from here on is not part of the transcript. */
  end(): void {
    this.#ended = true;
  }

  record(event: Untimed): void {
    if (this.#ended) return;
    if (event.type === 'query') this.#totals.queries++;
    this.#emit({ ...event, at: this.#now() } as TranscriptEvent);
  }

  recordTap(event: TapEvent): void {
    if (this.#ended) return;
    switch (event.type) {
      case 'connection-opened':
        this.#opened(event);
        break;
      case 'connection-refused':
        this.#refused(event);
        break;
      case 'message':
        this.#message(event);
        break;
      case 'crossing':
        this.#emit(crossingEvent(event, this.#parties(event.connection), this.#now()));
        break;
      case 'connection-ended':
        this.record({ ...event, ...this.#parties(event.connection) });
        this.#directionEnded(event.connection);
        break;
      default:
        this.record({ ...event, ...this.#parties(event.connection) });
    }
  }

  #message(seen: MessageSeen): void {
    this.#count(seen.message);
    this.#emit(messageEvent(seen, this.#parties(seen.connection), this.#now()));
  }

  #opened(event: ConnectionOpened): void {
    const client = this.#freeName(event.client);
    this.#names.add(client);
    this.#known.set(event.connection, { client, server: event.server, ended: 0 });
    this.#totals.connections++;
    this.#beginStep(event.connection, client);
    this.record({ ...event, client });
  }

  #refused(event: ConnectionRefused): void {
    const client = this.#freeName(event.client);
    this.#beginStep(event.connection, client);
    this.record({ ...event, client });
  }

  #beginStep(connection: number, client: string): void {
    this.record({
      type: 'step',
      step: ++this.#step,
      id: `connection-${connection}`,
      title: `${client} connects`,
    });
  }

  #directionEnded(connection: number): void {
    const known = this.#known.get(connection);
    if (known === undefined || ++known.ended < 2) return;
    this.#names.delete(known.client);
    this.#over.push(connection);
    const oldest = this.#over.length > REMEMBERED ? this.#over.shift() : undefined;
    if (oldest !== undefined) this.#known.delete(oldest);
  }

  #freeName(name: string): string {
    let free = name;
    for (let n = 2; this.#names.has(free); n++) free = `${name} ${n}`;
    return free;
  }

  #parties(connection: number): Parties {
    const { client, server } = this.#known.get(connection) ?? { client: '?', server: '?' };
    return { client, server };
  }

  #count(message: Message): void {
    // What lies inside a record is counted with it.
    if (message.inside === undefined) this.#totals.bytes += message.end - message.start;
    if (message.kind === 'http-request') this.#totals.requests++;
    if (message.kind === 'http2-frame' && message.section === 'request') this.#totals.requests++;
    if (message.kind === 'sse-event' && message.outcome === 'event') this.#totals.events++;
  }
}
