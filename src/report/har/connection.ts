import type {
  ConnectionEndedEvent,
  CrossingEvent,
  MessageEvent,
} from '../../lab/record/transcript.ts';
import { safeText } from '../../text/safe-text.ts';
import type { Http2Frame } from '../../wire/http2/types.ts';
import type { Direction, HttpRequest, HttpResponse } from '../../wire/types.ts';
import { carriedBy, headLength } from '../story/carried.ts';
import { type Asked, Exchange } from './exchange.ts';
import { breakingError, resetError } from './failure.ts';
import { type Streams, streamsOf } from './streams.ts';
import { namesProtocol, namesWebSocket, tunnelUrl, urlOf } from './target.ts';
import { SocketMessages } from './websocket.ts';

/** What a connection needs of the run that it is part of. */
export interface Surroundings {
  /** Milliseconds since 1970 at lab time 0. */
  readonly epochMs: number;
  /** The page that a new exchange belongs to. */
  page(): string | undefined;
  /** Takes a new exchange, in the order in which they begin. */
  add(exchange: Exchange): void;
}

/** Who talks with whom. */
export interface Link {
  readonly connection: number;
  readonly client: string;
  readonly server: string;
  readonly serverPort: number;
  readonly serverAddress?: string;
}

/** Gathers the exchanges of one connection. */
export class ConnectionRecord {
  readonly #link: Link;
  readonly #surroundings: Surroundings;
  /** Those whose entry is not written. */
  #exchanges: Exchange[] = [];
  /** Of HTTP/1.1, by their number on the connection. */
  readonly #byNumber = new Map<number, Exchange>();
  /** Responses that began before their request was whole. */
  readonly #early: MessageEvent[] = [];
  readonly #streams: Streams;
  readonly #sockets: Readonly<Record<Direction, SocketMessages>> = {
    'client-to-server': new SocketMessages(),
    'server-to-client': new SocketMessages(),
  };
  /** The ends of its directions, which break exchanges that begin after them too. */
  readonly #ends: ConnectionEndedEvent[] = [];
  /** What is to be said of the next exchange. */
  #remarks: string[] = [];

  constructor(link: Link, surroundings: Surroundings) {
    this.#link = link;
    this.#surroundings = surroundings;
    this.#streams = streamsOf((asked, at) => this.#begin(asked, at));
  }

  /** Says something of the exchanges under way, else of the last one, else of the next. */
  remark(text: string): void {
    const under = this.#exchanges.filter(({ done }) => !done);
    const last = this.#exchanges.at(-1);
    const about = under.length > 0 ? under : last === undefined ? [] : [last];
    for (const { remarks } of about) remarks.push(text);
    if (about.length === 0) this.#remarks.push(text);
  }

  message(event: MessageEvent): void {
    const { message } = event;
    switch (message.kind) {
      case 'http-request':
        this.#request(event, message);
        break;
      case 'http-response':
      case 'sse-event':
      case 'body-line':
      case 'http-end':
        this.#toClient(event);
        break;
      case 'ws-frame': {
        const time = (this.#surroundings.epochMs + event.at) / 1000;
        const said = this.#sockets[message.direction].take(event, message, time);
        if (said !== undefined) this.#exchanges.at(-1)?.sockets.push(said);
        break;
      }
      case 'http2-frame':
        this.#frame(event, message);
        break;
      default:
        break;
    }
    const { delivery } = event;
    if (delivery === 'whole' || event.unfinished || message.end === message.start) return;
    this.remark(safeText(`${fateOf(event, message.end - message.start)}: ${message.summary}`));
  }

  end(event: ConnectionEndedEvent): void {
    this.#ends.push(event);
    for (const exchange of this.#exchanges) {
      breakBy(event, exchange);
      exchange.closed = this.#isClosed;
    }
  }

  /** Lets go of exchanges whose entry is written; false if nothing is left and nothing can come. */
  forgetWritten(): boolean {
    for (const [number, { written }] of this.#byNumber) if (written) this.#byNumber.delete(number);
    this.#exchanges = this.#exchanges.filter(({ written }) => !written);
    this.#streams.forgetWritten();
    return this.#exchanges.length > 0 || !this.#isClosed;
  }

  get #isClosed(): boolean {
    return new Set(this.#ends.map(({ direction }) => direction)).size === 2;
  }

  /** The run is over. */
  finish(): void {
    for (const { done, answered, remarks } of this.#exchanges) {
      if (done) continue;
      const what = answered === undefined ? 'exchange' : 'response';
      remarks.push(`The recording ended before the ${what} did.`);
    }
  }

  #begin(asked: Asked, askedAt: number): Exchange {
    const { connection, client, server, serverAddress = '127.0.0.1' } = this.#link;
    const remarks = [safeText(`${client} → ${server}`), ...this.#remarks];
    this.#remarks = [];
    const page = this.#surroundings.page();
    const exchange = new Exchange({ connection, serverAddress, asked, askedAt, page, remarks });
    exchange.closed = this.#isClosed;
    this.#exchanges.push(exchange);
    this.#surroundings.add(exchange);
    return exchange;
  }

  /** The head of a request whose rest is still to come: what answers it early has its exchange. */
  crossing({ head, at }: CrossingEvent): void {
    if (head?.kind === 'http-request') this.#exchangeOf(head, { headLength: lengthOf(head), at });
  }

  #request(event: MessageEvent, message: HttpRequest): void {
    const known = { headLength: headLength(event) ?? -1, at: event.at };
    const exchange = this.#exchangeOf(message, known);
    exchange.askedAt = event.begunAt ?? event.at;
    exchange.sentAt = event.at;
    exchange.asksNoMore = true;
    exchange.requestBody.add(carriedBy(event));
    for (const end of this.#ends) breakBy(end, exchange);
  }

  /** The exchange of a request, which begins with it. */
  #exchangeOf(
    message: HttpRequest,
    known: { readonly headLength: number; readonly at: number },
  ): Exchange {
    const begun = this.#byNumber.get(message.exchange);
    if (begun !== undefined) return begun;
    const { method, target, version, fields } = message;
    const named = (name: string) => fields.find((field) => field.name.toLowerCase() === name);
    const authority = named('host')?.value ?? `127.0.0.1:${this.#link.serverPort}`;
    const scheme = namesWebSocket(fields) ? 'ws' : 'http';
    const secure = message.inside === undefined ? '' : 's';
    const isTunnel = method === 'CONNECT';
    const url = isTunnel
      ? tunnelUrl(`http${secure}`, target)
      : urlOf(`${scheme}${secure}`, authority, target);
    const { headLength, at } = known;
    const exchange = this.#begin({ method, url, version, fields, headLength }, at);
    this.#byNumber.set(message.exchange, exchange);
    for (const early of this.#early.splice(0)) this.#toClient(early);
    return exchange;
  }

  #toClient(event: MessageEvent): void {
    const { message, at } = event;
    if (!('exchange' in message)) return;
    const exchange = this.#byNumber.get(message.exchange);
    if (exchange === undefined) {
      this.#early.push(event);
      return;
    }
    if (event.delivery === 'none') return;
    if (message.kind === 'http-response') {
      if (!this.#response(event, message, exchange)) return;
    }
    exchange.responseBody.add(carriedBy(event));
    exchange.lastAt = at;
    const whole = event.delivery === 'whole';
    if (message.kind === 'http-end') {
      exchange.trailers = message.trailers;
      exchange.done = whole && message.complete;
    } else if (message.kind === 'http-response' && !message.streaming) {
      exchange.trailers = message.trailers;
      exchange.done = whole;
    }
  }

  /** Takes the head of a response; false if it is not the final one, or did not arrive. */
  #response(event: MessageEvent, message: HttpResponse, exchange: Exchange): boolean {
    const { status, reason, version, fields } = message;
    // HTTP/2 takes over, with the answer on its stream 1 (RFC 7540 §3.2).
    const isUpgraded = status === 101 && namesProtocol(fields, 'h2c');
    if (isUpgraded) this.#streams.adopt(1, exchange);
    if (isUpgraded || (status < 200 && status !== 101)) {
      exchange.remarks.push(safeText(`${message.summary} came before it`));
      return false;
    }
    const head = headLength(event);
    if (event.delivery === 'part' && (head === undefined || head > (event.deliveredBytes ?? 0))) {
      return false;
    }
    const answered = { status, reason, version, fields, headLength: head ?? -1 };
    const { grpc } = message;
    if (grpc?.status !== undefined) {
      exchange.remarks.push(`grpc-status: ${grpc.status.code} ${grpc.status.name}`);
    }
    exchange.answer(answered, event.begunAt ?? event.at);
    exchange.isSocket = status === 101 && namesWebSocket(fields);
    return true;
  }

  #frame(event: MessageEvent, frame: Http2Frame): void {
    const time = (this.#surroundings.epochMs + event.at) / 1000;
    const exchange = this.#streams.take(event, frame, time);
    if (exchange === undefined || event.delivery !== 'whole') return;
    if (frame.frame === 'RST_STREAM' && !exchange.done) {
      exchange.remarks.push(safeText(`${frame.direction}: ${frame.summary}`));
      exchange.fail(resetError(frame));
    }
  }
}

/** How long a message is, in bytes: inside TLS without the records around it. */
function lengthOf({ inside, start, end }: HttpRequest): number {
  return inside === undefined ? end - start : inside.end - inside.start;
}

/** What came of a message of so many bytes. */
function fateOf({ delivery, deliveredBytes }: MessageEvent, size: number): string {
  if (delivery === 'none') return 'Never delivered';
  if (deliveredBytes === size) return `Broke off after ${size} bytes, which were delivered`;
  return `Only ${deliveredBytes ?? 'some'} of ${size} bytes were delivered`;
}

function breakBy(end: ConnectionEndedEvent, exchange: Exchange): void {
  const error = exchange.done ? undefined : breakingError(end, exchange);
  if (error !== undefined) exchange.fail(error);
}
