import { limits } from '../limits.ts';
import type { Field, Message } from '../types.ts';
import { type BodyReader, type BodySink, type Progress, readData } from './body.ts';
import { CR, LF } from './characters.ts';
import { addChunkHead, chunkSizeIn } from './chunk-head.ts';
import { readFields } from './fields.ts';
import type { Inlet } from './inlet.ts';
import { problems } from './problems.ts';
import { SectionScan } from './section-scan.ts';

/** A body in the chunked coding (RFC 9112 §7.1). */
export class ChunkedBody implements BodyReader {
  trailers: readonly Field[] = [];
  #state: 'head' | 'data' | 'end' | 'trailers' = 'head';
  /** Data bytes of the chunk that are still to come. */
  #left = 0;
  /** How far the line of a chunk's size was looked through, counted from where it starts. */
  #scanned = 0;
  #section: SectionScan | undefined;

  read(inlet: Inlet, sink: BodySink, out: Message[]): Progress {
    for (;;) {
      const progress = this.#step(inlet, sink, out);
      if (progress !== 'next') return progress;
    }
  }

  breakOff(inlet: Inlet, sink: BodySink, why: 'ended' | 'broken'): void {
    if (this.#section === undefined) return;
    const stop = why === 'broken' ? this.#section.lineStart : inlet.base + inlet.end;
    const parts = sink.nodes.tail();
    const text = inlet.bytes.toString('latin1', inlet.at, stop - inlet.base);
    this.trailers = readFields(text, 0, inlet.offset, 'http1.trailer', parts);
    inlet.at = stop - inlet.base;
  }

  #step(inlet: Inlet, sink: BodySink, out: Message[]): Progress | 'next' {
    switch (this.#state) {
      case 'head':
        return this.#readHead(inlet, sink);
      case 'data':
        this.#left -= readData(inlet, sink, this.#left, out);
        if (this.#left > 0) return 'more';
        sink.nodes.closeData();
        sink.endOfChunk?.(out);
        this.#state = 'end';
        return 'next';
      case 'end':
        return this.#readEnd(inlet, sink);
      case 'trailers':
        return this.#readTrailers(inlet, sink);
    }
  }

  #readHead(inlet: Inlet, sink: BodySink): Progress | 'next' {
    const stop = Math.min(inlet.end, inlet.at + limits.line);
    let lf = inlet.at + this.#scanned;
    while (lf < stop && inlet.bytes[lf] !== LF) lf++;
    if (lf === stop) {
      this.#scanned = lf - inlet.at;
      return this.#scanned === limits.line ? problems.lineTooLong : 'more';
    }
    this.#scanned = 0;
    const line = inlet.bytes.toString('latin1', inlet.at, lf + 1);
    const size = chunkSizeIn(line);
    if (size === undefined) return problems.invalidChunkSize;
    const start = inlet.offset;
    const isLast = size.byteLength === 0;
    const parts = isLast ? sink.nodes.tail() : sink.nodes.chunkHead(start);
    inlet.at = lf + 1;
    if (parts === undefined) sink.nodes.merge(inlet.offset);
    else addChunkHead(line, size.digits, start, parts);
    this.#left = size.byteLength;
    this.#state = isLast ? 'trailers' : 'data';
    return 'next';
  }

  #readEnd(inlet: Inlet, sink: BodySink): Progress | 'next' {
    if (inlet.left === 0) return 'more';
    const first = inlet.bytes[inlet.at];
    if (first === CR && inlet.left === 1) return 'more';
    const length = first === LF ? 1 : first === CR && inlet.bytes[inlet.at + 1] === LF ? 2 : 0;
    if (length === 0) return problems.chunkEndMissing;
    const start = inlet.offset;
    inlet.at += length;
    const parts = sink.nodes.chunkTail();
    if (parts === undefined) sink.nodes.merge(inlet.offset);
    else if (length === 1) parts.bad('http1.chunk-end', start, start + 1, problems.bareLf);
    else parts.leaf('http1.chunk-end', start, start + 2);
    this.#state = 'head';
    return 'next';
  }

  #readTrailers(inlet: Inlet, sink: BodySink): Progress {
    this.#section ??= new SectionScan(inlet.offset, false);
    const found = this.#section.scan(inlet);
    if (found === 'more') return 'more';
    if ('code' in found) return found;
    const text = inlet.bytes.toString('latin1', inlet.at, found.end - inlet.base);
    this.trailers = readFields(text, 0, inlet.offset, 'http1.trailer', sink.nodes.tail());
    inlet.at = found.end - inlet.base;
    return 'done';
  }
}
