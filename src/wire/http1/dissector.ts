import type { SseReader } from '../sse/types.ts';
import { OPENING, type Start } from '../start.ts';
import type {
  Direction,
  Dissector,
  Ending,
  HttpRequest,
  HttpResponse,
  Message,
  Range,
} from '../types.ts';
import type { ContentReading } from './content-sink.ts';
import { Exchanges } from './exchanges.ts';
import { RequestReader } from './request-reader.ts';
import { ResponseReader } from './response-reader.ts';
import { type Successors, type SwitchReadings, succeed } from './upgrade.ts';

/** What the dissector hands the insides of messages to. */
export interface Http1Readings {
  readonly readContent: ContentReading;
  readonly sseReader: () => SseReader;
  /** Protocols that a connection can be switched to. */
  readonly successors?: Successors;
  /** What the messages say that lead to them. */
  readonly switches?: SwitchReadings;
  /** Where it begins, if not at the opening of the connection. */
  readonly start?: Start;
}

/**
 * Reads a connection that speaks HTTP/1.1 (RFC 9112). Kinds of nodes are listed in `kinds.ts`.
 *
 * After a request that offers to switch protocols (`Upgrade`, `CONNECT`) the client's bytes wait
 * for the response that decides whose they are; then a push of the server's bytes can return
 * messages of the client's direction too.
 */
export function http1Dissector(readings: Http1Readings): Dissector {
  return new Http1Dissector(readings);
}

class Http1Dissector implements Dissector {
  readonly #requests: RequestReader;
  readonly #responses: ResponseReader;
  readonly #successors: Successors;
  readonly #exchanges: Exchanges;
  readonly #endings: Partial<Record<Direction, Ending>> = {};
  /** Reads on after a switch of protocols. */
  #successor: Dissector | undefined;

  constructor({
    readContent,
    sseReader,
    successors = {},
    switches = {},
    start = OPENING,
  }: Http1Readings) {
    const { offsets } = start;
    const exchanges = new Exchanges(start.exchange);
    this.#exchanges = exchanges;
    this.#successors = successors;
    this.#requests = new RequestReader(
      offsets['client-to-server'],
      readContent,
      exchanges,
      switches,
    );
    this.#responses = new ResponseReader(
      offsets['server-to-client'],
      readContent,
      exchanges,
      sseReader,
      switches,
      (out) => this.#requests.resume(out),
    );
  }

  push(direction: Direction, bytes: Uint8Array): readonly Message[] {
    if (this.#successor !== undefined) return this.#successor.push(direction, bytes);
    const out: Message[] = [];
    this.#readerOf(direction).push(bytes, out);
    if (this.#responses.isSwitched) this.#handOver(out);
    return out;
  }

  end(direction: Direction, how: Ending): readonly Message[] {
    if (this.#successor !== undefined) return this.#successor.end(direction, how);
    const out: Message[] = [];
    this.#endings[direction] ??= how;
    this.#readerOf(direction).end(how, out);
    return out;
  }

  wake(): readonly Message[] {
    return this.#successor?.wake?.() ?? [];
  }

  headUnderWay(direction: Direction): HttpRequest | HttpResponse | undefined {
    if (this.#successor !== undefined) return this.#successor.headUnderWay?.(direction);
    return this.#readerOf(direction).headUnderWay();
  }

  underWayInside(direction: Direction): Range | undefined {
    return this.#successor?.underWayInside?.(direction);
  }

  headInside(direction: Direction): HttpRequest | HttpResponse | undefined {
    return this.#successor?.headInside?.(direction);
  }

  isBetween(direction: Direction): boolean {
    if (this.#successor !== undefined) return this.#successor.isBetween?.(direction) ?? false;
    return this.#readerOf(direction).isBetween;
  }

  release(direction: Direction): readonly Message[] {
    if (this.#successor !== undefined) return this.#successor.release?.(direction) ?? [];
    const out: Message[] = [];
    this.#readerOf(direction).release(out);
    return out;
  }

  #readerOf(direction: Direction): RequestReader | ResponseReader {
    return direction === 'client-to-server' ? this.#requests : this.#responses;
  }

  #handOver(out: Message[]): void {
    const client = this.#requests.leave();
    const server = client && this.#responses.leave();
    if (client === undefined || server === undefined) {
      this.#responses.giveUp(out);
      return;
    }
    const { method = '', target = '', offer = [] } = this.#responses.switchedBy ?? {};
    const successor = succeed(
      {
        protocol: this.#responses.switchedTo ?? 'unknown',
        fields: this.#responses.switchFields,
        request: { method, target, fields: offer },
        exchange: this.#exchanges.count,
        offsets: { 'client-to-server': client.offset, 'server-to-client': server.offset },
      },
      this.#successors,
    );
    this.#successor = successor;
    out.push(...successor.push('client-to-server', client.rest));
    out.push(...successor.push('server-to-client', server.rest));
    const ending = this.#endings['client-to-server'];
    if (ending !== undefined) out.push(...successor.end('client-to-server', ending));
  }
}
