import type { Field, Message, Problem } from '../types.ts';
import type { BodyNodes } from './body-nodes.ts';
import type { Inlet } from './inlet.ts';

/** Where the data of a body goes. */
export interface BodySink {
  readonly nodes: BodyNodes;
  /** `bytes` lie at `start` in the stream. They may be the caller's until `settle`. */
  data(bytes: Uint8Array, start: number, out: Message[]): void;
  /** The data of a chunk is over. */
  endOfChunk?(out: Message[]): void;
  settle(): void;
}

/** How far a body was read: to its end, to the end of what is there, or to a rule it breaks. */
export type Progress = 'more' | 'done' | Problem;

/** Takes the framing off a body. */
export interface BodyReader {
  readonly trailers: readonly Field[];
  read(inlet: Inlet, sink: BodySink, out: Message[]): Progress;
  /** Makes nodes of what was read in part: the stream ended, or the body broke a rule. */
  breakOff(inlet: Inlet, sink: BodySink, why: 'ended' | 'broken'): void;
}

/** A body of a known length (RFC 9112 §6.2). */
export class LengthBody implements BodyReader {
  readonly trailers = [];
  #left: number;

  constructor(byteLength: number) {
    this.#left = byteLength;
  }

  read(inlet: Inlet, sink: BodySink, out: Message[]): Progress {
    this.#left -= readData(inlet, sink, this.#left, out);
    return this.#left === 0 ? 'done' : 'more';
  }

  breakOff(): void {}
}

/** A body that lasts until the connection closes (RFC 9112 §6.3). */
export class UntilCloseBody implements BodyReader {
  readonly trailers = [];

  read(inlet: Inlet, sink: BodySink, out: Message[]): Progress {
    readData(inlet, sink, Number.POSITIVE_INFINITY, out);
    return 'more';
  }

  breakOff(): void {}
}

/** Hands on at most `cap` bytes of data; returns how many there were. */
export function readData(inlet: Inlet, sink: BodySink, cap: number, out: Message[]): number {
  const byteLength = Math.min(inlet.left, cap);
  if (byteLength === 0) return 0;
  const start = inlet.offset;
  const bytes = inlet.bytes.subarray(inlet.at, inlet.at + byteLength);
  inlet.at += byteLength;
  sink.nodes.data(start, start + byteLength);
  sink.data(bytes, start, out);
  return byteLength;
}
