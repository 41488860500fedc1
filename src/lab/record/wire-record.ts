import type { PartyName } from '../../tap/events.ts';
import type { Http2Frame } from '../../wire/http2/types.ts';
import type {
  Field,
  HttpRequest,
  HttpResponse,
  Message,
  SseEvent,
  WsFrame,
} from '../../wire/types.ts';
import { type Exchange, isFinal, pairExchanges } from './exchange.ts';
import type { Seen } from './seen.ts';
import { pairCommands, type StoreExchange } from './store-exchange.ts';

/** A connection as the tap saw it. */
export interface SeenConnection {
  /** Counts from 1 over all taps of a run. */
  readonly connection: number;
  readonly client: PartyName;
  readonly server: PartyName;
  /** Lab time in milliseconds. */
  readonly openedAt: number;
  /** Lab time at which its first direction ended; absent while it is open. */
  readonly endedAt?: number;
}

/** A statement that a database ran, with when and for whom. */
export interface SeenStatement {
  /** Lab time in milliseconds. */
  readonly at: number;
  readonly client: PartyName;
  readonly database: PartyName;
  readonly sql: string;
  readonly parameters: readonly (string | number | null)[];
  /** Rows returned, or changed if the statement returns none. */
  readonly rows: number;
}

/** What crossed the wire, as the taps saw it. Each list is in order. */
export interface Wire {
  /** Every message, of one server if one is named. */
  messages(server?: PartyName): readonly Seen<Message>[];
  requests(server?: PartyName): readonly Seen<HttpRequest>[];
  responses(server?: PartyName): readonly Seen<HttpResponse>[];
  /** Events of event streams that a client would dispatch and that reached it whole. */
  events(server?: PartyName): readonly Seen<SseEvent>[];
  /** Frames of WebSockets, those that were lost on the way too: `delivery` tells. */
  frames(server?: PartyName): readonly Seen<WsFrame>[];
  /** Frames of HTTP/2; what one says of a gRPC call is its `grpc`. */
  http2Frames(server?: PartyName): readonly Seen<Http2Frame>[];
  connections(server?: PartyName): readonly SeenConnection[];
  /** What databases ran, for one client if one is named. */
  statements(client?: PartyName): readonly SeenStatement[];
  /** The request that a response answers. */
  requestOf(response: Seen<HttpResponse>): Seen<HttpRequest> | undefined;
  /** Commands to stores (RESP) in order, each with its reply; of one store if one is named. */
  commands(server?: PartyName): readonly StoreExchange[];
  /** Requests in order, each with what answered it; of one server if one is named. */
  exchanges(server?: PartyName): readonly Exchange[];
}

/** What crossed the wire in some part of a run, in order. */
export interface CrossedWire {
  /** Every message of whatever kind. */
  readonly messages: readonly Seen<Message>[];
  readonly requests: readonly Seen<HttpRequest>[];
  /** Final responses that were sent, delivered or lost. */
  readonly answers: readonly Seen<HttpResponse>[];
  /** The requests with what answered them. */
  readonly exchanges: readonly Exchange[];
  /** Commands to stores with what answered them. */
  readonly commands: readonly StoreExchange[];
  /** Events of event streams that reached a client whole. */
  readonly events: readonly Seen<SseEvent>[];
  /** Frames of WebSockets. */
  readonly frames: readonly Seen<WsFrame>[];
  /** What the watched databases ran, shown or not. */
  readonly statements: readonly SeenStatement[];
}

/** A place in what has crossed the wire. */
export interface WireMark {
  readonly messages: number;
  readonly statements: number;
}

/** The value of a field, by its name in any case; several lines are joined as RFC 9110 §5.3 says. */
export function fieldOf(
  message: { readonly fields: readonly Field[] },
  name: string,
): string | undefined {
  const wanted = name.toLowerCase();
  const lines = message.fields.filter((field) => field.name.toLowerCase() === wanted);
  return lines.length === 0 ? undefined : lines.map((line) => line.value).join(', ');
}

/** Whether a client would dispatch an event that reached it whole. */
const isDispatched = (event: Seen<SseEvent>) =>
  event.outcome === 'event' && event.delivery === 'whole';

/** A list and its parts by party, each in order: checks of a herd ask for them again and again. */
class PartedList<T> {
  readonly #all: T[] = [];
  readonly #parts = new Map<PartyName, T[]>();

  add(item: T, party: PartyName): void {
    this.#all.push(item);
    const part = this.#parts.get(party);
    if (part === undefined) this.#parts.set(party, [item]);
    else part.push(item);
  }

  get length(): number {
    return this.#all.length;
  }

  /** What was added after the first `place` items. */
  from(place: number): readonly T[] {
    return this.#all.slice(place);
  }

  /** What is in it by now, of one party if one is named. */
  of(party: PartyName | undefined): readonly T[] {
    return (party === undefined ? this.#all : (this.#parts.get(party) ?? [])).slice();
  }
}

/** Keeps the messages of a run, for checks to look at. */
export class WireRecord implements Wire {
  readonly #messages = new PartedList<Seen<Message>>();
  readonly #requests = new PartedList<Seen<HttpRequest>>();
  readonly #responses = new PartedList<Seen<HttpResponse>>();
  readonly #events = new PartedList<Seen<SseEvent>>();
  readonly #frames = new PartedList<Seen<WsFrame>>();
  readonly #http2Frames = new PartedList<Seen<Http2Frame>>();
  readonly #exchanges = new Map<string, Seen<HttpRequest>>();
  readonly #connections = new Map<number, SeenConnection>();
  readonly #statements = new PartedList<SeenStatement>();

  add(seen: Seen<Message>): void {
    const { server } = seen;
    this.#messages.add(seen, server);
    switch (seen.kind) {
      case 'http-request':
        this.#requests.add(seen, server);
        if (!this.#exchanges.has(exchangeOf(seen))) this.#exchanges.set(exchangeOf(seen), seen);
        break;
      case 'http-response':
        this.#responses.add(seen, server);
        break;
      case 'sse-event':
        if (isDispatched(seen)) this.#events.add(seen, server);
        break;
      case 'ws-frame':
        this.#frames.add(seen, server);
        break;
      case 'http2-frame':
        this.#http2Frames.add(seen, server);
        break;
    }
  }

  addStatement(ran: SeenStatement): void {
    this.#statements.add(ran, ran.client);
  }

  open(connection: SeenConnection): void {
    this.#connections.set(connection.connection, connection);
  }

  end(number: number, endedAt: number): void {
    const connection = this.#connections.get(number);
    if (connection && connection.endedAt === undefined) {
      this.#connections.set(number, { ...connection, endedAt });
    }
  }

  exchanges(server?: PartyName): readonly Exchange[] {
    return pairExchanges(this.requests(server), this.responses(server));
  }

  commands(server?: PartyName): readonly StoreExchange[] {
    return commandsIn(this.messages(server));
  }

  /** How far the record has come: give it to `since`. */
  mark(): WireMark {
    return { messages: this.#messages.length, statements: this.#statements.length };
  }

  /** What crossed the wire after a mark, by kind. */
  since(mark: WireMark): CrossedWire {
    const messages = this.#messages.from(mark.messages);
    const requests = messages.filter((seen) => seen.kind === 'http-request');
    const responses = messages.filter((seen) => seen.kind === 'http-response');
    return {
      messages,
      requests,
      answers: responses.filter(isFinal),
      exchanges: pairExchanges(requests, responses),
      commands: commandsIn(messages),
      events: messages.filter((seen) => seen.kind === 'sse-event').filter(isDispatched),
      frames: messages.filter((seen) => seen.kind === 'ws-frame'),
      statements: this.#statements.from(mark.statements),
    };
  }

  connection(number: number): SeenConnection | undefined {
    return this.#connections.get(number);
  }

  connections(server?: PartyName): readonly SeenConnection[] {
    const all = [...this.#connections.values()];
    return all.filter((connection) => server === undefined || connection.server === server);
  }

  messages(server?: PartyName): readonly Seen<Message>[] {
    return this.#messages.of(server);
  }

  requests(server?: PartyName): readonly Seen<HttpRequest>[] {
    return this.#requests.of(server);
  }

  responses(server?: PartyName): readonly Seen<HttpResponse>[] {
    return this.#responses.of(server);
  }

  events(server?: PartyName): readonly Seen<SseEvent>[] {
    return this.#events.of(server);
  }

  frames(server?: PartyName): readonly Seen<WsFrame>[] {
    return this.#frames.of(server);
  }

  http2Frames(server?: PartyName): readonly Seen<Http2Frame>[] {
    return this.#http2Frames.of(server);
  }

  statements(client?: PartyName): readonly SeenStatement[] {
    return this.#statements.of(client);
  }

  requestOf(response: Seen<HttpResponse>): Seen<HttpRequest> | undefined {
    return this.#exchanges.get(exchangeOf(response));
  }
}

function commandsIn(messages: readonly Seen<Message>[]): readonly StoreExchange[] {
  return pairCommands(
    messages.filter((seen) => seen.kind === 'resp-command'),
    messages.filter((seen) => seen.kind === 'resp-reply'),
  );
}

function exchangeOf({
  connection,
  exchange,
}: Pick<Seen<HttpRequest>, 'connection' | 'exchange'>): string {
  return `${connection} ${exchange}`;
}
