import { limits } from '../limits.ts';
import type { Node } from '../types.ts';
import { decodeUtf8 } from '../utf8.ts';
import { isId, isRetry, partsOfLine, readLine, withLineFeed } from './line.ts';
import { sseProblems } from './problems.ts';
import type { SseBlock } from './types.ts';

/** A line as the reader cut it out of the stream. */
export interface RawLine {
  /** Its bytes without line end; only the beginning if `length` is larger. */
  readonly bytes: Uint8Array;
  readonly start: number;
  /** Its whole length in bytes, without line end. */
  readonly length: number;
  /** False for the last line of a stream that ends without a line end. */
  readonly terminated: boolean;
}

/**
 * A block that is being read. Past the caps (`limits.event` bytes, `limits.eventLines` lines) its
 * text is no longer kept, but short fields still take effect, so that what is dispatched and the
 * last event ID stay true.
 */
export class BlockInReading {
  readonly start: number;
  readonly #nodes: Node[] = [];
  readonly #data: string[] = [];
  readonly #comments: string[] = [];
  #event = '';
  #id: string | undefined;
  #retryMs: number | undefined;
  #lines = 0;
  #onlyComments = true;
  #hasData = false;
  /** Where the bytes begin that are past the caps. */
  #unreadFrom: number | undefined;

  constructor(start: number) {
    this.start = start;
  }

  get isEmpty(): boolean {
    return this.#nodes.length === 0 && this.#lines === 0;
  }

  get hasLines(): boolean {
    return this.#lines > 0;
  }

  /** The byte order mark or a stray half of a CRLF: a part that is no line. */
  addPart(kind: 'sse.bom' | 'sse.line-end', start: number, end: number): void {
    this.#nodes.push({ kind, start, end });
  }

  addLine(line: RawLine): void {
    const parts = partsOfLine(line.bytes);
    const room = this.#roomFor(line);
    const tooLong = line.length > room;
    // A cut in the middle of a character would show a U+FFFD that nobody sent.
    const cut = tooLong ? characterStart(line.bytes, room) : line.length;
    this.#lines++;
    if (parts.kind !== 'comment') this.#onlyComments = false;
    if (parts.kind === 'data') this.#hasData = true;

    if (!tooLong) {
      const { value, node } = readLine(line.bytes, parts, line.start, line.terminated ? 1 : 0);
      this.#nodes.push(node);
      this.#apply(parts.kind, value, line.terminated);
      return;
    }
    const isText = parts.kind === 'data' || parts.kind === 'comment';
    if (isText && cut >= parts.valueStart && cut > 0) {
      const { value, node } = readLine(line.bytes.subarray(0, cut), parts, line.start, 0);
      this.#nodes.push(node);
      this.#apply(parts.kind, value, true);
      this.#unreadFrom = line.start + cut;
      return;
    }
    this.#unreadFrom ??= line.start;
    if (!isText && line.bytes.length === line.length) {
      const { text } = decodeUtf8(line.bytes.subarray(parts.valueStart));
      this.#apply(parts.kind, text, line.terminated);
    }
  }

  /** How many bytes of the line are kept as text. */
  #roomFor(line: RawLine): number {
    if (this.#unreadFrom !== undefined || this.#lines >= limits.eventLines) return 0;
    return Math.max(0, this.start + limits.event - line.start);
  }

  /** A field that its line end did not confirm may be cut short: only its text is taken, to be shown. */
  #apply(kind: ReturnType<typeof partsOfLine>['kind'], value: string, terminated: boolean): void {
    if (kind === 'comment') this.#comments.push(value);
    else if (kind === 'data') this.#data.push(value);
    else if (!terminated) return;
    else if (kind === 'event') this.#event = value;
    else if (kind === 'id' && isId(value)) this.#id = value;
    else if (kind === 'retry' && isRetry(value)) {
      this.#retryMs = Math.min(Number(value), Number.MAX_SAFE_INTEGER);
    }
  }

  /** A LF came right after the CR that ended the last line. */
  completeLineEnd(): void {
    if (this.#unreadFrom !== undefined) return;
    const last = this.#nodes.pop();
    if (last !== undefined) this.#nodes.push(withLineFeed(last));
  }

  /** The block, ended by a blank line whose first byte is at `blank`. */
  dispatch(blank: number, lastEventId: string): SseBlock {
    this.#closeUnread(blank);
    this.#nodes.push({ kind: 'sse.blank-line', start: blank, end: blank + 1 });
    return this.#finish(blank + 1, this.#dispatched(), this.#id ?? lastEventId);
  }

  #dispatched(): SseBlock['outcome'] {
    if (this.#hasData) return 'event';
    return this.#lines > 0 && this.#onlyComments ? 'comment' : 'empty';
  }

  /** The block as it stands when the stream ends; nothing is discarded if it has no line. */
  discard(end: number, lastEventId: string): SseBlock {
    this.#closeUnread(end);
    if (this.#lines === 0) return this.#finish(end, 'empty', lastEventId);
    const last = this.#nodes.at(-1);
    if (last !== undefined && last.kind !== 'sse.unread') {
      this.#nodes[this.#nodes.length - 1] = { ...last, problem: sseProblems.unfinished };
    }
    return this.#finish(end, 'unfinished', lastEventId);
  }

  #closeUnread(end: number): void {
    if (this.#unreadFrom === undefined) return;
    const start = this.#unreadFrom;
    this.#nodes.push({ kind: 'sse.unread', start, end, problem: sseProblems.tooLong });
  }

  #finish(end: number, outcome: SseBlock['outcome'], lastEventId: string): SseBlock {
    return {
      start: this.start,
      end,
      nodes: this.#nodes,
      outcome,
      event: this.#event === '' ? 'message' : this.#event,
      data: this.#data.join('\n'),
      ...(this.#id === undefined ? {} : { id: this.#id }),
      lastEventId,
      ...(this.#retryMs === undefined ? {} : { retryMs: this.#retryMs }),
      comments: this.#comments,
    };
  }
}

/** The largest offset up to `at` at which no UTF-8 character is cut. */
function characterStart(bytes: Uint8Array, at: number): number {
  let start = at;
  while (start > 0 && start > at - 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--;
  return start;
}
