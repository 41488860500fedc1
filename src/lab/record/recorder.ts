import type { MessageSeen, TapEvent } from '../../tap/events.ts';
import type { Message } from '../../wire/types.ts';
import { crossingEvent, messageEvent, type Parties } from './message-event.ts';
import type { QueryEvent, Totals, TranscriptEvent } from './transcript.ts';
import { WireRecord } from './wire-record.ts';

/** An event of the transcript before it carries its time. */
export type Untimed<E extends TranscriptEvent = TranscriptEvent> = E extends TranscriptEvent
  ? Omit<E, 'at'>
  : never;

/** Turns what happens in a run into the events of its transcript, in order. */
export class Recorder {
  readonly wire = new WireRecord();
  readonly #now: () => number;
  readonly #emit: (event: TranscriptEvent) => void;
  #over = false;
  #requests = 0;
  #events = 0;
  #bytes = 0;
  #queries = 0;

  constructor(now: () => number, emit: (event: TranscriptEvent) => void) {
    this.#now = now;
    this.#emit = emit;
  }

  get totals(): Totals {
    return {
      connections: this.wire.connections().length,
      requests: this.#requests,
      events: this.#events,
      bytes: this.#bytes,
      queries: this.#queries,
    };
  }

  /** What happens from here on, the tear-down, is not part of the story. */
  end(): void {
    this.#over = true;
  }

  record(event: Untimed): void {
    if (this.#over) return;
    this.#emit({ ...event, at: this.#now() } as TranscriptEvent);
  }

  /** A statement ran: it counts, and is an event of the transcript if a step shows it. */
  recordStatement(event: Untimed<QueryEvent>, isShown: boolean): void {
    if (this.#over) return;
    this.#queries++;
    const { client, database, sql, parameters, rows } = event;
    this.wire.addStatement({ at: this.#now(), client, database, sql, parameters, rows });
    if (isShown) this.record(event);
  }

  recordTap(event: TapEvent): void {
    if (this.#over) return;
    const at = this.#now();
    if (event.type === 'connection-opened') {
      const { connection, client, server } = event;
      this.wire.open({ connection, client, server, openedAt: at });
    }
    if (event.type === 'connection-ended') this.wire.end(event.connection, at);
    if (event.type === 'message') this.#recordMessage(event);
    else if (event.type === 'crossing') {
      this.#emit(crossingEvent(event, this.#parties(event.connection), at));
    }
    // A refused connection never opened: its event alone says between whom.
    else if (event.type === 'connection-refused') this.record(event);
    else this.record({ ...event, ...this.#parties(event.connection) });
  }

  #recordMessage(seen: MessageSeen): void {
    const { connection, message, delivery } = seen;
    const parties = this.#parties(connection);
    const { client, server } = parties;
    const at = this.#now();
    this.#count(message);
    const event = messageEvent(seen, parties, at);
    const { begunAt } = event;
    if (begunAt === undefined) {
      this.wire.add({ ...message, client, server, at, connection, delivery });
    } else this.wire.add({ ...message, client, server, at, begunAt, connection, delivery });
    this.#emit(event);
  }

  #count(message: Message): void {
    // What lies inside a record is counted with it.
    if (message.inside === undefined) this.#bytes += message.end - message.start;
    if (message.kind === 'http-request') this.#requests++;
    if (message.kind === 'http2-frame' && message.section === 'request') this.#requests++;
    if (message.kind === 'sse-event' && message.outcome === 'event') this.#events++;
  }

  #parties(connection: number): Parties {
    const { client, server } = this.wire.connection(connection) ?? { client: '?', server: '?' };
    return { client, server };
  }
}
