import { limits } from '../limits.ts';
import type { Field } from '../types.ts';

/** One request and its response. */
export interface Exchange {
  /** Counts from 1 within the connection. */
  readonly number: number;
  /** Undefined until the head of the request was read. */
  method: string | undefined;
  target: string;
  /** What the request offers to switch to, such as `websocket`; `connect` for a tunnel. */
  offers: readonly string[];
  /** The fields of a request that offers to switch; none of any other. */
  offer: readonly Field[];
  /** What came of the offers, once the final response has begun. */
  outcome: 'open' | 'refused' | 'switched';
  /** True if the request asks to be told of changes: its answer goes on, a JSON text a line. */
  isWatch: boolean;
  /** True if the request was read as GraphQL. */
  isGraphql: boolean;
}

/** Which response answers which request: they come in the order of the requests (RFC 9112 §9.3.2). */
export class Exchanges {
  #count: number;
  readonly #waiting: Exchange[] = [];

  /** They are counted on from `count`. */
  constructor(count = 0) {
    this.#count = count;
  }

  /** The number of the last one that began. */
  get count(): number {
    return this.#count;
  }

  /** A request begins. Nothing comes back if too many wait for their response. */
  open(): Exchange | undefined {
    if (this.#waiting.length >= limits.pipeline) return undefined;
    const exchange = this.unasked();
    this.#waiting.push(exchange);
    return exchange;
  }

  /** The exchange that the next response answers. */
  get next(): Exchange | undefined {
    return this.#waiting[0];
  }

  /** The final response of the next exchange has begun. */
  answer(): void {
    this.#waiting.shift();
  }

  /** A response came for which no request waits. */
  unasked(): Exchange {
    this.#count++;
    return {
      number: this.#count,
      method: undefined,
      target: '',
      offers: [],
      offer: [],
      outcome: 'open',
      isWatch: false,
      isGraphql: false,
    };
  }
}
