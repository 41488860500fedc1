import { streamUnfolder } from '../content/stream-unfolder.ts';
import type { SseReader } from '../sse/types.ts';
import type { Field, HttpEnd, HttpResponse, Layer, Message } from '../types.ts';
import { CodedEventSink } from './coded-event-sink.ts';
import type { ContentReading } from './content-sink.ts';
import type { Controls } from './controls.ts';
import {
  type PlacedHead,
  readHeadAlone,
  readWhole,
  type Sequel,
  type Whole,
  withLayer,
} from './draft.ts';
import { EventSink } from './event-sink.ts';
import type { Exchange, Exchanges } from './exchanges.ts';
import { type Framing, responseFraming } from './framing.ts';
import { LineSink } from './line-sink.ts';
import { MessageReader } from './message-reader.ts';
import { type Parts, problemsOf } from './parts.ts';
import { problems } from './problems.ts';
import { readStatusLine, type StatusLine } from './start-line.ts';
import { readingOfSwitch, type SwitchReadings } from './upgrade.ts';

/** Reads the responses of a connection. */
export class ResponseReader extends MessageReader<StatusLine> {
  protected readonly readLine = readStatusLine;
  readonly #exchanges: Exchanges;
  readonly #sseReader: () => SseReader;
  readonly #switches: SwitchReadings;
  /** Called when a request's offer to switch protocols was turned down. */
  readonly #onRefused: (out: Message[]) => void;
  /** To what the server switched the connection. */
  switchedTo: string | undefined;
  /** The fields of the response that switched it. */
  switchFields: readonly Field[] = [];
  /** The exchange that switched it. */
  switchedBy: Exchange | undefined;

  constructor(
    offset: number,
    readContent: ContentReading,
    exchanges: Exchanges,
    sseReader: () => SseReader,
    switches: SwitchReadings,
    onRefused: (out: Message[]) => void,
  ) {
    super('server-to-client', offset, readContent);
    this.#exchanges = exchanges;
    this.#sseReader = sseReader;
    this.#switches = switches;
    this.#onRefused = onRefused;
  }

  protected begin(): undefined {}

  protected place(line: StatusLine, _controls: Controls, parts: Parts): Exchange {
    const exchange = this.#exchanges.next;
    if (exchange === undefined) {
      parts.blame(firstVersion(parts), problems.responseWithoutRequest);
      return this.#exchanges.unasked();
    }
    if (exchange.method === undefined) {
      parts.blame(firstVersion(parts), problems.responseBeforeRequest);
    }
    if (line.status === 101 && exchange.offers.length === 0) {
      parts.blame(firstVersion(parts) + 2, problems.unexpectedSwitch);
    }
    return exchange;
  }

  protected frame(head: PlacedHead<StatusLine>, out: Message[]): Framing {
    const { exchange, line, controls } = head;
    const framing = responseFraming(
      controls,
      line.version,
      line.status,
      exchange.method,
      head.parts,
    );
    const isFinal = line.status >= 200 || line.status === 101;
    if (!isFinal) return framing;
    if (this.#exchanges.next === exchange) this.#exchanges.answer();
    this.switchedTo = switchOf(head);
    exchange.outcome = this.switchedTo === undefined ? 'refused' : 'switched';
    if (this.switchedTo !== undefined) {
      this.switchFields = head.fields;
      this.switchedBy = exchange;
      return { by: 'nothing' };
    }
    if (exchange.offers.length > 0) this.#onRefused(out);
    return framing;
  }

  protected stream(
    head: PlacedHead<StatusLine>,
    framing: Framing,
    end: number,
    out: Message[],
  ): EventSink | CodedEventSink | LineSink | undefined {
    const { controls, exchange } = head;
    const isEvents = controls.contentType === 'text/event-stream';
    const isLines = !isEvents && hasLines(head, framing);
    if (!isEvents && !isLines) return undefined;
    const { contentEncoding } = controls;
    if (isLines && contentEncoding.length > 0) return undefined;
    // A body of length 0 is a stream without events; no body at all is none.
    const isEmpty = controls.contentLength.includes('0') && hasBody(head);
    if (framing.by === 'nothing' && !isEmpty) return undefined;
    if (controls.transferEncoding.some((coding) => coding !== 'chunked')) return undefined;
    const coded = codingOf(contentEncoding);
    if (contentEncoding.length > 0 && coded === undefined) return undefined;
    out.push(this.#responseOf(head, end, readHeadAlone(head), [], true));
    const kind = framing.by === 'chunks' ? 'http1.chunk' : 'http1.body';
    if (isLines) return new LineSink(kind, this.readContent, exchange.number, end);
    const reader = this.#sseReader();
    return coded === undefined
      ? new EventSink(kind, reader, exchange.number, end)
      : new CodedEventSink(kind, reader, coded, exchange.number, end);
  }

  protected headOf(head: PlacedHead<StatusLine>, end: number): HttpResponse {
    return this.#responseOf(head, end, readHeadAlone(head), [], false);
  }

  protected finish(whole: Whole<StatusLine>, out: Message[]): Sequel {
    const { head, end, trailers } = whole;
    const { exchange, fields, parts } = head;
    const isSwitched = exchange.outcome === 'switched' && this.switchedTo !== undefined;
    const reading = readWhole(whole, this.readContent, 'response', exchange.isGraphql);
    const switched = isSwitched ? readingOfSwitch(this.#switches, this.switchedTo) : undefined;
    const layer = switched?.readSwitch({ fields, nodes: parts.nodes }, exchange.offer);
    const body = withLayer(reading, layer);
    out.push(this.#responseOf(head, end, body, trailers, false));
    return isSwitched ? 'switch' : 'next-message';
  }

  protected finishStream(
    head: PlacedHead<StatusLine>,
    { start, end }: { start: number; end: number },
    parts: Parts,
    trailers: readonly Field[],
    complete: boolean,
    out: Message[],
  ): void {
    const layers: Layer[] = [{ protocol: 'http1', space: 'wire', nodes: parts.nodes }];
    const isEvents = head.controls.contentType === 'text/event-stream';
    const what = isEvents ? 'the event stream' : 'the body';
    const message: HttpEnd = {
      kind: 'http-end',
      direction: this.direction,
      start,
      end,
      summary: complete ? `end of ${what}` : `${what} breaks off`,
      layers,
      problems: problemsOf(layers),
      trailers,
      exchange: head.exchange.number,
      complete,
    };
    out.push(message);
  }

  #responseOf(
    head: PlacedHead<StatusLine>,
    end: number,
    reading: Pick<HttpResponse, 'layers' | 'problems' | 'content' | 'grpc'>,
    trailers: readonly Field[],
    streaming: boolean,
  ): HttpResponse {
    const { version, status, reason } = head.line;
    const { number, method } = head.exchange;
    return {
      kind: 'http-response',
      direction: this.direction,
      start: head.start,
      end,
      summary: reason === '' ? `${version} ${status}` : `${version} ${status} ${reason}`,
      layers: reading.layers,
      problems: reading.problems,
      status,
      reason,
      version,
      fields: head.fields,
      trailers,
      content: reading.content,
      exchange: number,
      ...(method !== undefined && { requestMethod: method }),
      streaming,
      ...(reading.grpc && { grpc: reading.grpc }),
    };
  }
}

/** What takes the coding off a body while it comes, if it has one that can be taken off so. */
function codingOf(codings: readonly string[]) {
  const [coding, ...others] = codings;
  if (coding === undefined || others.length > 0) return undefined;
  const unfolder = streamUnfolder(coding);
  return unfolder && { coding, unfolder };
}

/** To what a response switches the connection (RFC 9110 §9.3.6, §15.2.2). */
function switchOf({ line, exchange, controls }: PlacedHead<StatusLine>): string | undefined {
  if (line.status === 101) return controls.upgrade[0] ?? exchange.offers[0] ?? 'unknown';
  const isSuccess = line.status >= 200 && line.status < 300;
  return exchange.method === 'CONNECT' && isSuccess ? 'connect' : undefined;
}

/** Media types of bodies with a JSON text on each line. */
const LINES: ReadonlySet<string> = new Set([
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/x-jsonl',
  'application/jsonlines',
  'application/x-jsonlines',
  'application/json-seq',
]);

/** True if a body of unknown length is lines of JSON: its type says so, or the request asked to watch. */
function hasLines({ controls, exchange }: PlacedHead<StatusLine>, framing: Framing): boolean {
  if (framing.by !== 'chunks' && framing.by !== 'close') return false;
  if (LINES.has(controls.contentType)) return true;
  return exchange.isWatch && framing.by === 'chunks' && controls.contentType === 'application/json';
}

function hasBody({ line, exchange }: PlacedHead<StatusLine>): boolean {
  return exchange.method !== 'HEAD' && line.status >= 200 && ![204, 304].includes(line.status);
}

function firstVersion(parts: Parts): number {
  return parts.nodes.findIndex((node) => node.kind === 'http1.version');
}
