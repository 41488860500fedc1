import { contentProblems } from '../content/problems.ts';
import type { StreamUnfolder } from '../content/stream-unfolder.ts';
import { shifted } from '../shift.ts';
import type { SseBlock, SseReader } from '../sse/types.ts';
import type { Layer, Message } from '../types.ts';
import type { BodySink } from './body.ts';
import { BodyNodes } from './body-nodes.ts';
import { eventOf } from './event-sink.ts';
import { Parts } from './parts.ts';

/** At the latest after so many bytes it is looked what they unfold to. */
const PIECE = 4_096;
/** What a sender of deflate puts behind what it flushes (RFC 1951 §3.2.4: an empty stored block). */
const FLUSHED = [0x00, 0x00, 0xff, 0xff] as const;

/**
 * The body of a response that streams events under a content coding. What came is unfolded where its
 * sender flushed it: at the end of a chunk, behind an empty block, or after some bytes, so that no
 * slicing changes the result. The events that this completes end there; of several the first has the bytes.
 */
export class CodedEventSink implements BodySink {
  readonly nodes: BodyNodes;
  readonly #reader: SseReader;
  readonly #coding: string;
  readonly #unfolder: StreamUnfolder;
  readonly #exchange: number;
  /** Where the message that is being gathered starts. */
  #start: number;
  #pending: Uint8Array[] = [];
  #pendingLength = 0;
  /** Where the last byte of the body ended. */
  #end: number;
  /** How many bytes of `FLUSHED` came last. */
  #flushed = 0;
  #isDamaged = false;

  constructor(
    kind: 'http1.body' | 'http1.chunk',
    reader: SseReader,
    { coding, unfolder }: { readonly coding: string; readonly unfolder: StreamUnfolder },
    exchange: number,
    start: number,
  ) {
    this.nodes = new BodyNodes(kind);
    this.#reader = reader;
    this.#coding = coding;
    this.#unfolder = unfolder;
    this.#exchange = exchange;
    this.#start = start;
    this.#end = start;
  }

  /** True if nothing of the next message came but what ends the framing of the last one. */
  get isBetween(): boolean {
    return this.#pendingLength === 0 && this.#reader.isBetween && this.nodes.isBetween;
  }

  /** Where the next message of the body starts. */
  get start(): number {
    return this.#start;
  }

  data(bytes: Uint8Array, start: number, out: Message[]): void {
    for (let from = 0; from < bytes.length; ) {
      const to = this.#boundaryIn(bytes, from);
      this.#pending.push(Uint8Array.from(bytes.subarray(from, to)));
      this.#pendingLength += to - from;
      this.#end = start + to;
      if (this.#pendingLength === PIECE || this.#flushed === FLUSHED.length) this.#unfold(out);
      from = to;
    }
  }

  endOfChunk(out: Message[]): void {
    this.#unfold(out);
  }

  settle(): void {}

  /** The body is over: returns the nodes that belong to its end, after the event it broke off in. */
  end(out: Message[]): Parts {
    if (this.#pendingLength > 0) this.#unfold(out);
    this.#unfolder.close();
    const parts = this.nodes.tail();
    for (const block of this.#isDamaged ? [] : this.#reader.end()) {
      const own = parts.take(parts.nodes.findLastIndex(({ start }) => start < this.#end) + 1);
      this.#end = own.nodes.at(-1)?.end ?? this.#start;
      this.#tell(block, own, out);
    }
    if (this.#isDamaged) {
      const end = parts.nodes.at(-1)?.end ?? this.#end;
      parts.bad('http1.cut', end, end, contentProblems.damaged);
    }
    return parts;
  }

  /** How far the bytes go until they are looked at. */
  #boundaryIn(bytes: Uint8Array, from: number): number {
    const most = Math.min(bytes.length, from + PIECE - this.#pendingLength);
    if (this.#flushed === FLUSHED.length) this.#flushed = 0;
    for (let at = from; at < most; at++) {
      const byte = bytes[at];
      if (byte === FLUSHED[this.#flushed]) this.#flushed++;
      // A third zero may still be the second one of the mark.
      else if (!(byte === 0 && this.#flushed === 2)) this.#flushed = byte === 0 ? 1 : 0;
      if (this.#flushed === FLUSHED.length) return at + 1;
    }
    return most;
  }

  #unfold(out: Message[]): void {
    const bytes = Buffer.concat(this.#pending);
    this.#pending = [];
    this.#pendingLength = 0;
    if (this.#isDamaged || bytes.length === 0) return;
    const plain = this.#unfolder.push(bytes);
    if (plain === undefined) {
      this.#isDamaged = true;
      return;
    }
    for (const [index, block] of this.#reader.push(plain).entries()) {
      this.#tell(block, index === 0 ? this.nodes.cut(this.#end) : new Parts(), out);
    }
  }

  #tell(block: SseBlock, parts: Parts, out: Message[]): void {
    const place = { start: this.#start, end: this.#end };
    const nodes = block.nodes.map((node) => shifted(node, -block.start));
    const length = block.end - block.start;
    const coding = { kind: 'content.coding', name: this.#coding, start: 0, end: length };
    const layers: readonly Layer[] = [
      { protocol: 'coding', space: 'content', nodes: [coding] },
      { protocol: 'sse', space: 'content', nodes },
    ];
    out.push(eventOf(block, place, parts, layers, this.#exchange));
    this.#start = this.#end;
  }
}
