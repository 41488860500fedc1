import type { Problem } from '../types.ts';
import { problems } from './problems.ts';

/** A varint has at most ten bytes: seven bits each, of 64. */
const LONGEST_VARINT = 10;

/** How many bytes a node's value shows. */
const HEX_BYTES = 16;

/** Each byte in hexadecimal. */
const octets = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'));

/** A place in the bytes of a message. */
export class Cursor {
  readonly bytes: Buffer;
  at: number;
  readonly end: number;

  constructor(bytes: Buffer, start: number, end: number) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  get left(): number {
    return this.end - this.at;
  }

  /** Reads a varint as an unsigned 64-bit number; stays where it is if there is a problem. */
  varint(): bigint | Problem {
    let low = 0;
    let at = this.at;
    // Numbers below 2²⁸ are the rule and need no big integers.
    for (let shift = 0; shift < 28; shift += 7) {
      if (at >= this.end) return problems.varintUnfinished;
      const byte = this.bytes[at++] ?? 0;
      low |= (byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) {
        this.at = at;
        return BigInt(low);
      }
    }
    let value = BigInt(low);
    for (let octets = 4; octets < LONGEST_VARINT; octets++) {
      if (at >= this.end) return problems.varintUnfinished;
      const byte = this.bytes[at++] ?? 0;
      value |= BigInt(byte & 0x7f) << BigInt(octets * 7);
      if ((byte & 0x80) === 0) {
        this.at = at;
        return BigInt.asUintN(64, value);
      }
    }
    return problems.varintTooLong;
  }

  /** Bytes `[start, end)` in hexadecimal with spaces, at most sixteen of them. */
  hex(start: number, end: number): string {
    const last = Math.min(end, start + HEX_BYTES);
    let shown = '';
    for (let at = start; at < last; at++) {
      shown += `${at === start ? '' : ' '}${octets[this.bytes[at] ?? 0]}`;
    }
    return end > last ? `${shown} …` : shown;
  }
}
