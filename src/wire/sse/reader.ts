import { limits } from '../limits.ts';
import { BlockInReading } from './block.ts';
import { LineBuffer } from './line-buffer.ts';
import type { SseBlock, SseReader } from './types.ts';

const LF = 0x0a;
const CR = 0x0d;
const BOM = [0xef, 0xbb, 0xbf] as const;

/** How much of a line is kept, in bytes, if its block is past the cap: enough for a field other than data. */
const SHORT_FIELD = 1024;

/**
 * Reads the body of one `text/event-stream` response, see `SseReader`.
 *
 * - Every blank line ends a block. A blank line that follows another is a block of its own, as in
 *   the grammar of HTML Standard §9.2.5: outcome `empty`, its only node `sse.blank-line` (after the
 *   `sse.line-end` of a CRLF before it). It dispatches nothing and is shown at once.
 * - `end` gives outcome `unfinished` for a block with a line in it; a lone byte order mark or the
 *   LF of a last CRLF is an `empty` one, since nothing is discarded with it. A last line without
 *   line end is shown and counted into `data`; its `event`, `id` or `retry` may be cut short and is
 *   not taken. `lastEventId` is then what it was before the block.
 * - A block past `limits.event` keeps its beginning; the rest is one `sse.unread` node.
 */
export function sseReader(): SseReader {
  return new Reader();
}

class Reader implements SseReader {
  /** The part of the current line that came with former pushes. */
  readonly #line = new LineBuffer();
  #lineStart = 0;
  #block = new BlockInReading(0);
  /** What the last byte ended, if it was a CR: a LF that follows belongs to it. */
  #cr: 'none' | 'line' | 'block' = 'none';
  #offset = 0;
  #lastEventId = '';
  #ended = false;

  get isBetween(): boolean {
    return this.#line.length === 0 && !this.#block.hasLines;
  }

  push(bytes: Uint8Array): readonly SseBlock[] {
    if (this.#ended) return [];
    const blocks: SseBlock[] = [];
    let at = 0;
    let lf = -1;
    let cr = -1;
    while (at < bytes.length) {
      if (this.#cr !== 'none') {
        const completes = bytes[at] === LF;
        if (completes) this.#completeCrlf();
        this.#cr = 'none';
        if (completes) {
          at++;
          continue;
        }
      }
      if (lf < at) lf = indexOrEnd(bytes, LF, at);
      if (cr < at) cr = indexOrEnd(bytes, CR, at);
      const end = Math.min(lf, cr);
      if (end === bytes.length) {
        this.#line.append(bytes.subarray(at), this.#room());
        this.#offset += end - at;
        break;
      }
      const block = this.#endLine(bytes.subarray(at, end), true);
      if (block !== undefined) blocks.push(block);
      if (end === cr) this.#cr = block === undefined ? 'line' : 'block';
      at = end + 1;
    }
    return blocks;
  }

  end(): readonly SseBlock[] {
    if (this.#ended) return [];
    this.#ended = true;
    if (this.#line.length > 0) this.#endLine(new Uint8Array(0), false);
    if (this.#block.isEmpty) return [];
    return [this.#block.discard(this.#offset, this.#lastEventId)];
  }

  /** How many bytes of the current line are kept. */
  #room(): number {
    return Math.max(this.#block.start + limits.event - this.#lineStart, 0) + SHORT_FIELD;
  }

  /** Ends the current line, whose last bytes are `rest`. Returns the block if it was the blank line. */
  #endLine(rest: Uint8Array, terminated: boolean): SseBlock | undefined {
    const room = this.#room();
    let length = this.#line.length + rest.length;
    let line: Uint8Array;
    if (this.#line.length === 0) {
      line = rest.length > room ? rest.subarray(0, room) : rest;
    } else {
      this.#line.append(rest, room);
      line = this.#line.view();
    }
    let start = this.#lineStart;
    this.#offset = start + length + (terminated ? 1 : 0);
    this.#lineStart = this.#offset;
    if (start === 0 && BOM.every((byte, i) => line[i] === byte)) {
      this.#block.addPart('sse.bom', 0, BOM.length);
      line = line.subarray(BOM.length);
      start = BOM.length;
      length -= BOM.length;
    }
    let block: SseBlock | undefined;
    if (length > 0) {
      this.#block.addLine({ bytes: line, start, length, terminated });
    } else if (terminated) {
      block = this.#block.dispatch(start, this.#lastEventId);
      this.#lastEventId = block.lastEventId;
      this.#block = new BlockInReading(this.#offset);
    }
    this.#line.clear();
    return block;
  }

  #completeCrlf(): void {
    if (this.#cr === 'line') this.#block.completeLineEnd();
    else this.#block.addPart('sse.line-end', this.#offset, this.#offset + 1);
    this.#offset++;
    this.#lineStart = this.#offset;
  }
}

function indexOrEnd(bytes: Uint8Array, byte: number, from: number): number {
  const index = bytes.indexOf(byte, from);
  return index === -1 ? bytes.length : index;
}
