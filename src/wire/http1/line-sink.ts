import { KeptBytes } from '../kept-bytes.ts';
import { limits } from '../limits.ts';
import type { BodyLine, Field, Layer, Message } from '../types.ts';
import { decodeUtf8 } from '../utf8.ts';
import type { BodySink } from './body.ts';
import { BodyNodes } from './body-nodes.ts';
import { CR, LF } from './characters.ts';
import type { ContentReading } from './content-sink.ts';
import { type Parts, problemsOf } from './parts.ts';

/** What opens a text of a JSON text sequence (RFC 7464 §2.1). */
const RS = 0x1e;
const AS_JSON: readonly Field[] = [{ name: 'Content-Type', value: 'application/json' }];
const SUMMARY_LENGTH = 120;

/** The body of a response whose lines are JSON texts: each leaves as soon as its line end is there. */
export class LineSink implements BodySink {
  readonly nodes: BodyNodes;
  readonly #readContent: ContentReading;
  readonly #exchange: number;
  /** Where the message that is being gathered starts. */
  #start: number;
  #line = new KeptBytes(limits.event);
  /** Where the line starts and ends on the wire, as long as nothing comes between. */
  #lineStart = 0;
  #lineEnd = 0;
  #contiguous = true;

  constructor(
    kind: 'http1.body' | 'http1.chunk',
    readContent: ContentReading,
    exchange: number,
    start: number,
  ) {
    this.nodes = new BodyNodes(kind);
    this.#readContent = readContent;
    this.#exchange = exchange;
    this.#start = start;
  }

  /** Where the next message of the body starts. */
  get start(): number {
    return this.#start;
  }

  /** True if nothing of the next line came but what ends the framing of the last one. */
  get isBetween(): boolean {
    return this.#line.length === 0 && this.nodes.isBetween;
  }

  data(bytes: Uint8Array, start: number, out: Message[]): void {
    for (let at = 0; at < bytes.length; ) {
      const lf = bytes.indexOf(LF, at);
      const end = lf === -1 ? bytes.length : lf + 1;
      this.#append(bytes.subarray(at, end), start + at);
      if (lf !== -1) out.push(this.#take(this.nodes.cut(start + end), start + end, true));
      at = end;
    }
  }

  settle(): void {}

  /** The body is over: returns the nodes that belong to its end, after a last line without line end. */
  end(out: Message[]): Parts {
    const parts = this.nodes.tail();
    if (this.#line.length > 0) {
      const inside = parts.nodes.findLastIndex((node) => node.start < this.#lineEnd);
      const end = parts.nodes[inside]?.end ?? this.#start;
      out.push(this.#take(parts.take(inside + 1), end, false));
    }
    return parts;
  }

  #append(bytes: Uint8Array, start: number): void {
    if (this.#line.length === 0) this.#lineStart = start;
    else if (start !== this.#lineEnd) this.#contiguous = false;
    this.#lineEnd = start + bytes.length;
    this.#line.append(bytes);
  }

  #take(parts: Parts, end: number, complete: boolean): BodyLine {
    const { length, cut } = this.#line;
    const kept = this.#line.view();
    const from = kept[0] === RS ? 1 : 0;
    let to = kept.length;
    if (!cut && kept[to - 1] === LF) to -= 1;
    if (!cut && kept[to - 1] === CR) to -= 1;
    const text = decodeUtf8(kept.subarray(from, Math.max(from, to))).text;
    const layers: Layer[] = [
      { protocol: 'http1', space: 'wire', nodes: parts.nodes },
      ...this.#layersOf(kept.subarray(from, Math.max(from, to)), from),
    ];
    const message: BodyLine = {
      kind: 'body-line',
      direction: 'server-to-client',
      start: this.#start,
      end,
      summary: summaryOf(text),
      layers,
      problems: problemsOf(layers),
      exchange: this.#exchange,
      text,
      byteLength: length,
      ...(cut && { truncated: true }),
      complete,
    };
    this.#start = end;
    this.#line = new KeptBytes(limits.event);
    this.#contiguous = true;
    return message;
  }

  /** The line as JSON; nothing is said of what is empty or was cut. */
  #layersOf(bytes: Uint8Array, skipped: number): readonly Layer[] {
    if (bytes.length === 0 || this.#line.cut) return [];
    const raw = {
      fields: AS_JSON,
      bytes: Uint8Array.from(bytes),
      byteLength: bytes.length,
      answersGraphql: false,
      role: 'response',
    } as const;
    const wireStart = this.#lineStart + skipped;
    return this.#readContent(this.#contiguous ? { ...raw, wireStart } : raw).layers;
  }
}

function summaryOf(text: string): string {
  if (text === '') return 'empty line';
  return text.length <= SUMMARY_LENGTH ? text : `${text.slice(0, SUMMARY_LENGTH)}…`;
}
