import type { Direction, Malformed, Message, Problem, RawBytes } from './types.ts';

/** How many bytes a message of unread bytes covers at most. */
export const RAW_BLOCK_BYTES = 1_024;

const LF = 0x0a;
const CR = 0x0d;

/**
 * Cuts bytes that nothing reads into messages of a fixed size, the last one as long as what is left.
 * It counts and keeps nothing, so that memory stays flat and slicing changes nothing.
 */
export class RawBlocks {
  readonly #direction: Direction;
  #start: number;
  #offset: number;

  constructor(direction: Direction, offset: number) {
    this.#direction = direction;
    this.#start = offset;
    this.#offset = offset;
  }

  push(bytes: Uint8Array, out: Message[]): void {
    this.#offset += bytes.length;
    while (this.#offset - this.#start >= RAW_BLOCK_BYTES) {
      this.#emit(this.#start + RAW_BLOCK_BYTES, out);
    }
  }

  /** Ends the message that is being gathered, if it has any bytes. */
  end(out: Message[]): void {
    if (this.#offset > this.#start) this.#emit(this.#offset, out);
  }

  #emit(end: number, out: Message[]): void {
    out.push(rawBytes(this.#direction, this.#start, end));
    this.#start = end;
  }
}

/**
 * Cuts what follows a broken rule. A message ends with an empty line too, so that a malformed head
 * is shown as soon as it is there.
 */
export class MalformedBlocks {
  readonly #direction: Direction;
  #problem: Problem;
  readonly #next: Problem;
  readonly #protocol: string;
  #start: number;
  #offset: number;
  /** How far the last bytes go towards an empty line. */
  #line: 'text' | 'empty' | 'cr' = 'text';

  /** The first message has `problem`, those after it have `next`; `protocol` is the one that broke off. */
  constructor(
    direction: Direction,
    offset: number,
    problem: Problem,
    next: Problem,
    protocol = 'http1',
  ) {
    this.#protocol = protocol;
    this.#direction = direction;
    this.#start = offset;
    this.#offset = offset;
    this.#problem = problem;
    this.#next = next;
  }

  push(bytes: Uint8Array, out: Message[]): void {
    for (const byte of bytes) {
      this.#offset++;
      let ends = this.#offset - this.#start === RAW_BLOCK_BYTES;
      if (byte === LF) {
        ends ||= this.#line !== 'text';
        this.#line = 'empty';
      } else {
        this.#line = byte === CR && this.#line === 'empty' ? 'cr' : 'text';
      }
      if (ends) this.#emit(out);
    }
  }

  /** Ends the message that is being gathered, if it has any bytes. */
  end(out: Message[]): void {
    if (this.#offset > this.#start) this.#emit(out);
  }

  #emit(out: Message[]): void {
    out.push(malformed(this.#direction, this.#start, this.#offset, this.#problem, this.#protocol));
    this.#start = this.#offset;
    this.#problem = this.#next;
    this.#line = 'text';
  }
}

function rawBytes(direction: Direction, start: number, end: number): RawBytes {
  return {
    kind: 'bytes',
    direction,
    start,
    end,
    summary: amount(end - start),
    layers: [{ protocol: 'bytes', space: 'wire', nodes: [{ kind: 'bytes.block', start, end }] }],
    problems: [],
  };
}

function malformed(
  direction: Direction,
  start: number,
  end: number,
  problem: Problem,
  protocol: string,
): Malformed {
  return {
    kind: 'malformed',
    direction,
    start,
    end,
    summary: `${amount(end - start)}, not readable`,
    layers: [
      {
        protocol,
        space: 'wire',
        nodes: [{ kind: `${protocol}.unread`, start, end, problem }],
      },
    ],
    problems: [problem],
  };
}

function amount(byteLength: number): string {
  return byteLength === 1 ? '1 byte' : `${byteLength} bytes`;
}
