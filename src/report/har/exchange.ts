import type { Field } from '../../wire/types.ts';
import type { Carried } from '../story/carried.ts';
import type { HarWebSocketMessage } from './types.ts';

/** A body while it is gathered. */
export class Body {
  #parts: Uint8Array[] = [];
  /** How long it is so far. */
  byteLength = 0;
  /** False where bytes of it are not known. */
  complete = true;

  add({ bytes, byteLength, complete }: Carried): void {
    this.#parts.push(bytes);
    this.byteLength += byteLength;
    if (!complete) this.complete = false;
  }

  /** As it was sent, transfer coding taken off. */
  get bytes(): Uint8Array {
    return Buffer.concat(this.#parts);
  }

  /** Lets go of it: its entry is written. */
  drop(): void {
    this.#parts = [];
  }
}

/** A request as it was sent. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly version: string;
  readonly fields: readonly Field[];
  /** Length of the head in bytes, -1 if it is not known. */
  readonly headLength: number;
}

/** The head of a response as it arrived. */
export interface Answered {
  readonly status: number;
  readonly reason: string;
  readonly version: string;
  readonly fields: readonly Field[];
  readonly headLength: number;
}

/** A request and what came of it, while it is under way. Times are lab time in milliseconds. */
export class Exchange {
  readonly connection: number;
  readonly serverAddress: string;
  readonly asked: Asked;
  /** When the first byte of the request was delivered. */
  askedAt: number;
  /** When the last byte of the request was delivered, as far as it came. */
  sentAt: number;
  readonly page: string | undefined;
  readonly requestBody = new Body();
  readonly responseBody = new Body();
  readonly remarks: string[];
  readonly sockets: HarWebSocketMessage[] = [];
  /** True if it opened a WebSocket. */
  isSocket = false;
  answered: Answered | undefined;
  /** When the first byte of the response was delivered. */
  answeredAt: number | undefined;
  /** When the last byte of the response was delivered, as far as any was. */
  lastAt: number | undefined;
  /** True once the request is whole. */
  asksNoMore = false;
  /** True once both directions of its connection ended. */
  closed = false;
  /** True once its entry is written. */
  written = false;
  /** True once the response is whole. */
  done = false;
  /** Why it failed. */
  error: string | undefined;
  trailers: readonly Field[] = [];

  constructor(begin: {
    readonly connection: number;
    readonly serverAddress: string;
    readonly asked: Asked;
    readonly askedAt: number;
    readonly page: string | undefined;
    readonly remarks: readonly string[];
  }) {
    this.connection = begin.connection;
    this.serverAddress = begin.serverAddress;
    this.asked = begin.asked;
    this.askedAt = begin.askedAt;
    this.sentAt = begin.askedAt;
    this.page = begin.page;
    this.remarks = [...begin.remarks];
  }

  /** The response began to arrive. */
  answer(answered: Answered, at: number): void {
    this.answered = answered;
    this.answeredAt = at;
    this.lastAt = at;
  }

  /** True if nothing can come that belongs to it. */
  get isOver(): boolean {
    const goesOn = this.answered?.status === 101 || !this.asksNoMore;
    return this.done && (this.closed || !goesOn);
  }

  /** The exchange broke off; what broke it first is the reason. */
  fail(error: string): void {
    if (this.done) return;
    this.done = true;
    this.error = error;
  }
}
