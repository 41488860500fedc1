import { decodeHuffman } from './huffman.ts';
import { problems } from './problems.ts';

type HpackProblem = (typeof problems)[keyof typeof problems];

/** What broke a header block, and where the part that could not be read begins. */
export class BrokenBlock extends Error {
  override readonly name = 'BrokenBlock';
  readonly problem: HpackProblem;

  constructor(problem: HpackProblem) {
    super(problem.text);
    this.problem = problem;
  }
}

/** A string of a header block with the offsets of its parts. */
export interface StringLiteral {
  readonly text: string;
  /** Length on the wire, in octets. */
  readonly byteLength: number;
  readonly huffman: boolean;
  /** Where its octets begin, behind the length. */
  readonly octetsStart: number;
}

/** More octets than a value below 2³² needs (RFC 7541 §5.1 lets a decoder set a limit). */
const LONGEST_INTEGER = 6;
const LARGEST_INTEGER = 0xffff_ffff;

/** Reads the primitive types of RFC 7541 §5. Its methods throw a `BrokenBlock`. */
export class BlockReader {
  readonly bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  /** The next octet, which stays unread. */
  get next(): number {
    return this.bytes[this.at] ?? 0;
  }

  /** An integer whose first `prefixBits` bits end the next octet. */
  integer(prefixBits: number): number {
    const most = (1 << prefixBits) - 1;
    const prefix = this.#octet() & most;
    if (prefix < most) return prefix;
    let value = most;
    let weight = 1;
    for (let octets = 0; octets < LONGEST_INTEGER; octets++) {
      const octet = this.#octet();
      value += (octet & 0x7f) * weight;
      weight *= 0x80;
      if ((octet & 0x80) !== 0) continue;
      if (value > LARGEST_INTEGER) break;
      return value;
    }
    throw new BrokenBlock(problems.integerTooLarge);
  }

  string(): StringLiteral {
    const huffman = (this.next & 0x80) !== 0;
    const byteLength = this.integer(7);
    const start = this.at;
    const end = start + byteLength;
    if (end > this.bytes.length) throw new BrokenBlock(problems.stringUnfinished);
    this.at = end;
    if (!huffman) {
      const { buffer, byteOffset } = this.bytes;
      const text = Buffer.from(buffer, byteOffset + start, byteLength).toString('latin1');
      return { text, byteLength, huffman, octetsStart: start };
    }
    const text = decodeHuffman(this.bytes, start, end);
    if (typeof text !== 'string') throw new BrokenBlock(text);
    return { text, byteLength, huffman, octetsStart: start };
  }

  #octet(): number {
    const octet = this.bytes[this.at];
    if (octet === undefined) throw new BrokenBlock(problems.integerUnfinished);
    this.at++;
    return octet;
  }
}
