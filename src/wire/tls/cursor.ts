import type { Node, Problem } from '../types.ts';

/** Thrown by a cursor and caught where the handshake message is read: a part reaches past its end. */
export class PartTooLong extends Error {
  override readonly name = 'PartTooLong';
  readonly code = 'tls-part-too-long';
}

/**
 * Walks through vectors of TLS (RFC 9846 §3.4) and makes the nodes that tile them. Offsets count
 * from the beginning of `bytes`.
 */
export class Cursor {
  readonly nodes: Node[] = [];
  readonly #bytes: Uint8Array;
  readonly #start: number;
  readonly #end: number;
  #at: number;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes = bytes;
    this.#start = start;
    this.#at = start;
    this.#end = end;
  }

  /** How many bytes are left. */
  get left(): number {
    return this.#end - this.#at;
  }

  get at(): number {
    return this.#at;
  }

  /** Reads a number of 1 to 3 bytes. */
  number(byteLength: 1 | 2 | 3): number {
    let value = 0;
    for (const byte of this.#take(byteLength)) value = value * 256 + byte;
    return value;
  }

  /** Takes bytes that are not looked into. */
  bytes(byteLength: number): Uint8Array {
    return this.#take(byteLength);
  }

  /** Makes a leaf of what was read since `start`. */
  leaf(kind: string, start: number, value?: string): void {
    const node = { kind, start, end: this.#at };
    if (this.#at > start) this.nodes.push(value === undefined ? node : { ...node, value });
  }

  /** A cursor for the next `byteLength` bytes, which this one passes over. */
  inner(byteLength: number): Cursor {
    const start = this.#at;
    this.#take(byteLength);
    return new Cursor(this.#bytes, start, this.#at);
  }

  /** Makes a leaf of all that no node covers yet. */
  rest(kind: string, problem?: Problem): void {
    const start = this.nodes.at(-1)?.end ?? this.#start;
    if (start === this.#end) return;
    this.#at = this.#end;
    const node = { kind, start, end: this.#end };
    this.nodes.push(problem === undefined ? node : { ...node, problem });
  }

  #take(byteLength: number): Uint8Array {
    if (byteLength > this.left) throw new PartTooLong('a part is longer than what holds it');
    const taken = this.#bytes.subarray(this.#at, this.#at + byteLength);
    this.#at += byteLength;
    return taken;
  }
}
