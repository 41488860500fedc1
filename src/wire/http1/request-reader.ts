import type { Field, HttpRequest, Message, Problem } from '../types.ts';
import type { ContentReading } from './content-sink.ts';
import { type Controls, checkHost } from './controls.ts';
import {
  type PlacedHead,
  type Reading,
  readHeadAlone,
  readWhole,
  type Sequel,
  type Whole,
  withLayer,
} from './draft.ts';
import type { Exchange, Exchanges } from './exchanges.ts';
import { type Framing, requestFraming } from './framing.ts';
import { MessageReader } from './message-reader.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { type RequestLine, readRequestLine } from './start-line.ts';
import { readingOfSwitch, type SwitchReadings } from './upgrade.ts';

/** Reads the requests of a connection. */
export class RequestReader extends MessageReader<RequestLine> {
  protected readonly readLine = readRequestLine;
  readonly #exchanges: Exchanges;
  readonly #switches: SwitchReadings;
  #exchange: Exchange | undefined;

  constructor(
    offset: number,
    readContent: ContentReading,
    exchanges: Exchanges,
    switches: SwitchReadings,
  ) {
    super('client-to-server', offset, readContent);
    this.#exchanges = exchanges;
    this.#switches = switches;
  }

  protected begin(): Problem | undefined {
    this.#exchange = this.#exchanges.open();
    return this.#exchange === undefined ? problems.pipelineTooDeep : undefined;
  }

  protected place(line: RequestLine, controls: Controls, parts: Parts): Exchange {
    const exchange = this.#exchange ?? this.#exchanges.unasked();
    exchange.method = line.method;
    exchange.target = line.target;
    exchange.isWatch = /[?&]watch=(?:1|true)(?:&|$)/.test(line.target);
    exchange.offers = offersOf(line, controls);
    checkHost(controls, line.version, parts);
    return exchange;
  }

  protected frame(head: PlacedHead<RequestLine>): Framing {
    return requestFraming(head.controls, head.line.version, head.parts);
  }

  protected stream(): undefined {}

  protected finishStream(): void {}

  protected finish(whole: Whole<RequestLine>, out: Message[]): Sequel {
    const { head, end, trailers } = whole;
    const { exchange, fields } = head;
    const reading = readWhole(whole, this.readContent, 'request', false);
    exchange.isGraphql = reading.isGraphql;
    if (exchange.offers.length > 0) exchange.offer = fields;
    const offered = readingOfSwitch(this.#switches, exchange.offers[0]);
    const body = withLayer(reading, offered?.readOffer({ fields, nodes: head.parts.nodes }));
    out.push(this.#requestOf(head, end, body, trailers));
    if (exchange.offers.length === 0 || exchange.outcome === 'refused') return 'next-message';
    return exchange.outcome === 'switched' ? 'give-up' : 'hold';
  }

  protected headOf(head: PlacedHead<RequestLine>, end: number): HttpRequest {
    return this.#requestOf(head, end, readHeadAlone(head), []);
  }

  #requestOf(
    head: PlacedHead<RequestLine>,
    end: number,
    reading: Reading,
    trailers: readonly Field[],
  ): HttpRequest {
    const { method, target, version } = head.line;
    return {
      kind: 'http-request',
      direction: this.direction,
      start: head.start,
      end,
      summary: version === '' ? `${method} ${target}` : `${method} ${target} ${version}`,
      layers: reading.layers,
      problems: reading.problems,
      method,
      target,
      version,
      fields: head.fields,
      trailers,
      content: reading.content,
      exchange: head.exchange.number,
      ...(reading.grpc && { grpc: reading.grpc }),
    };
  }
}

/** To what a request wants to switch the connection (RFC 9110 §7.8, §9.3.6). */
function offersOf(line: RequestLine, controls: Controls): readonly string[] {
  if (line.method === 'CONNECT') return ['connect'];
  return controls.connection.includes('upgrade') ? controls.upgrade : [];
}
