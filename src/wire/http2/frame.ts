import { problemsOf } from '../http1/parts.ts';
import type { Direction, Layer, Node, Problem } from '../types.ts';
import type { LeafKind } from './kinds.ts';
import { flagsOf, frameName } from './names.ts';
import { problems } from './problems.ts';
import type { Http2Frame } from './types.ts';

/** Length of the part that every frame opens with (RFC 9113 §4.1). */
export const FRAME_HEADER_BYTES = 9;

export const END_STREAM = 0x01;
export const ACK = 0x01;
export const END_HEADERS = 0x04;
export const PADDED = 0x08;
export const PRIORITY = 0x20;

/** What the members of a frame are filled into while it is read. */
type Draft = {
  -readonly [K in Exclude<
    keyof Http2Frame,
    | 'kind'
    | 'frame'
    | 'type'
    | 'flags'
    | 'stream'
    | 'summary'
    | 'layers'
    | 'problems'
    | 'direction'
    | 'start'
    | 'end'
  >]?: Http2Frame[K];
};

/** A frame while it is read: its payload from front to back, each part one node. */
export class Frame {
  readonly direction: Direction;
  /** Offset of its first byte. */
  readonly start: number;
  /** The length of the payload, as the header says. */
  readonly length: number;
  readonly type: number;
  readonly name: string;
  readonly flags: readonly string[];
  readonly stream: number;
  /** The payload; valid during the call only. */
  readonly payload: Buffer;
  readonly members: Draft = {};
  /** Readings of what the frame carries. */
  readonly readings: Layer[] = [];
  /** How many of the readings have no problem for certain. */
  flawlessReadings = 0;
  #at = 0;
  readonly #bits: number;
  readonly #nodes: Node[];
  readonly #violations: Problem[] = [];
  #flawed = false;

  /** `header` are the nine bytes of the header, `payload` as much as there is of what follows. */
  constructor(direction: Direction, start: number, header: Buffer, payload: Buffer) {
    this.direction = direction;
    this.start = start;
    this.length = header.readUIntBE(0, 3);
    this.type = header.readUInt8(3);
    this.#bits = header.readUInt8(4);
    this.stream = header.readUInt32BE(5) & 0x7fff_ffff;
    this.name = frameName(this.type);
    this.flags = flagsOf(this.name, this.#bits);
    this.payload = payload;
    const flags = this.flags.join(' ');
    this.#nodes = [
      { kind: 'http2.length', start, end: start + 3, value: `${this.length}` },
      { kind: 'http2.type', start: start + 3, end: start + 4, value: this.name },
      { kind: 'http2.flags', start: start + 4, end: start + 5, value: flags },
      { kind: 'http2.stream', start: start + 5, end: start + 9, value: `${this.stream}` },
    ];
  }

  has(flag: number): boolean {
    return (this.#bits & flag) !== 0;
  }

  /** How many bytes of the payload were not read yet. */
  get left(): number {
    return this.payload.length - this.#at;
  }

  /** Offset in the stream of the next byte. */
  get offset(): number {
    return this.start + FRAME_HEADER_BYTES + this.#at;
  }

  /** An unsigned integer of `byteLength` bytes as a node; `spell` says what it means. */
  integer(kind: LeafKind, byteLength: number, spell: (value: number) => string = String): number {
    const value = this.payload.readUIntBE(this.#at, byteLength);
    this.#push(kind, byteLength, spell(value));
    return value;
  }

  /** The next bytes as a node. */
  bytes(kind: LeafKind, byteLength: number, spell?: (bytes: Buffer) => string): Buffer {
    const bytes = this.payload.subarray(this.#at, this.#at + byteLength);
    if (byteLength > 0) this.#push(kind, byteLength, spell?.(bytes));
    return bytes;
  }

  /** Whatever is left as a node. */
  rest(kind: LeafKind): void {
    if (this.left > 0) this.#push(kind, this.left, undefined);
  }

  /** Puts the last `count` nodes under a parent. */
  group(kind: string, name: string, value: string, count: number): void {
    const children = this.#nodes.splice(-count);
    const [first] = children;
    const last = children.at(-1);
    if (first === undefined || last === undefined) return;
    this.#nodes.push({ kind, start: first.start, end: last.end, name, value, children });
  }

  /** Puts a problem on the node read last. */
  blame(problem: Problem): void {
    const node = this.#nodes.pop();
    if (node === undefined) return;
    this.#flawed = true;
    this.#nodes.push({ ...node, problem });
  }

  /** Says that the frame as a whole breaks a rule. */
  violate(problem: Problem): void {
    this.#violations.push(problem);
  }

  /** Reads the pad length; returns how long the padding is. */
  padLength(): number {
    if (!this.has(PADDED)) return 0;
    if (this.left === 0) {
      this.violate(problems.frameSize);
      return 0;
    }
    return this.integer('http2.pad-length', 1);
  }

  /** What is left without its padding, in bytes; nothing if the padding does not fit. */
  withoutPadding(padLength: number): number | undefined {
    if (padLength <= this.left) return this.left - padLength;
    this.rest('http2.unread');
    this.violate(problems.paddingTooLong);
    return undefined;
  }

  /** The message, complete; `detail` ends its summary. */
  message(detail: string): Http2Frame {
    this.rest('http2.unread');
    const end = this.start + FRAME_HEADER_BYTES + this.payload.length;
    return this.#messageUntil(end, detail);
  }

  /** The message if the payload was passed over or breaks off: it ends at `end`. */
  cutMessage(end: number, problem: Problem): Http2Frame {
    if (end > this.offset) {
      this.#nodes.push({ kind: 'http2.unread', start: this.offset, end, problem });
      this.#flawed = true;
    } else {
      this.violate(problem);
    }
    return this.#messageUntil(end, '');
  }

  #messageUntil(end: number, detail: string): Http2Frame {
    for (const problem of this.#violations) {
      this.#nodes.push({ kind: 'http2.violation', start: end, end, problem });
    }
    const framing: Layer = { protocol: 'http2', space: 'wire', nodes: this.#nodes };
    const layers = [framing, ...this.readings];
    const on = this.stream === 0 ? '' : ` stream ${this.stream}`;
    const readWell = this.readings.length === this.flawlessReadings;
    const clean = !this.#flawed && this.#violations.length === 0 && readWell;
    return {
      kind: 'http2-frame',
      direction: this.direction,
      start: this.start,
      end,
      summary: `${this.name}${on}${detail === '' ? '' : `: ${detail}`}`,
      frame: this.name,
      type: this.type,
      flags: this.flags,
      stream: this.stream,
      ...this.members,
      layers,
      problems: clean ? noProblems : problemsOf(layers),
    };
  }

  #push(kind: LeafKind, byteLength: number, value: string | undefined): void {
    const start = this.offset;
    const end = start + byteLength;
    this.#nodes.push(value === undefined ? { kind, start, end } : { kind, start, end, value });
    this.#at += byteLength;
  }
}

const noProblems: readonly Problem[] = [];
