import { KeptBytes } from '../kept-bytes.ts';
import { limits } from '../limits.ts';
import { MalformedBlocks } from '../raw-blocks.ts';
import type { Direction, Message, Problem } from '../types.ts';
import { commandOf } from './command.ts';
import type { Conversation } from './conversation.ts';
import { Draft, KEPT_BULK_BYTES } from './draft.ts';
import { wordsOf } from './inline.ts';
import { respProblems } from './problems.ts';
import { readReply } from './reply.ts';
import type { RespType } from './types.ts';

const LF = 0x0a;
const CR = 0x0d;

/** What a first byte says; `-` and what is like it are read whole from their line. */
const LINES: Readonly<Record<string, RespType>> = {
  '+': 'simple',
  '-': 'error',
  ':': 'integer',
  _: 'null',
  '#': 'boolean',
  ',': 'double',
  '(': 'big-number',
};
const STRINGS: Readonly<Record<string, RespType>> = {
  $: 'bulk',
  '!': 'bulk-error',
  '=': 'verbatim',
};
const HOLDERS: Readonly<Record<string, RespType>> = {
  '*': 'array',
  '~': 'set',
  '>': 'push',
  '%': 'map',
  '|': 'attribute',
};

/** Bytes of a string that are still to come, then CRLF. */
interface Text {
  readonly type: RespType;
  readonly start: number;
  readonly byteLength: number;
  readonly kept: KeptBytes;
}

/** Reads one direction of a connection that speaks RESP. */
export class RespReader {
  readonly #direction: Direction;
  readonly #conversation: Conversation;
  #offset: number;
  #draft: Draft | undefined;
  #line = new KeptBytes(limits.line);
  #lineStart = 0;
  #text: Text | undefined;
  /** The CRLF behind a string, as far as it is there. */
  #terminator = 0;
  #blocks: MalformedBlocks | undefined;
  #ended = false;

  constructor(direction: Direction, offset: number, conversation: Conversation) {
    this.#offset = offset;
    this.#direction = direction;
    this.#conversation = conversation;
  }

  push(bytes: Uint8Array): readonly Message[] {
    const out: Message[] = [];
    if (this.#ended) return out;
    let at = 0;
    while (at < bytes.length && this.#blocks === undefined) {
      this.#draft ??= this.#begin();
      at +=
        this.#text === undefined ? this.#readLine(bytes, at, out) : this.#readText(bytes, at, out);
    }
    this.#blocks?.push(bytes.subarray(at), out);
    return out;
  }

  end(): readonly Message[] {
    const out: Message[] = [];
    if (this.#ended) return out;
    this.#ended = true;
    if (this.#draft !== undefined) this.#cut(this.#draft, out);
    this.#blocks?.end(out);
    return out;
  }

  #begin(): Draft {
    this.#lineStart = this.#offset;
    return new Draft(this.#offset);
  }

  /** Takes bytes of a line; gives how many. */
  #readLine(bytes: Uint8Array, from: number, out: Message[]): number {
    const end = bytes.indexOf(LF, from);
    const some = bytes.subarray(from, end === -1 ? bytes.length : end + 1);
    // One byte more than is kept says that the line is too long, however it was sliced.
    const room = limits.line + 1 - this.#line.length;
    const taken = some.subarray(0, room);
    this.#line.append(taken);
    this.#offset += taken.length;
    if (this.#line.cut) this.#breakOff(respProblems.lineTooLong, out);
    else if (taken.at(-1) === LF) this.#takeLine(out);
    return taken.length;
  }

  #takeLine(out: Message[]): void {
    const bytes = this.#line.view();
    const start = this.#lineStart;
    const hasCr = bytes.at(-2) === CR;
    const text = Buffer.from(bytes.subarray(0, hasCr ? -2 : -1)).toString('utf8');
    this.#line = new KeptBytes(limits.line);
    this.#lineStart = this.#offset;
    const draft = this.#draft;
    if (draft === undefined) return;
    const isCommand = this.#direction === 'client-to-server';
    if (isCommand && draft.nodes.length === 0 && !text.startsWith('*')) {
      draft.add('resp.inline', start, this.#offset, text);
      this.#finishCommand(draft, wordsOf(text), true, true, out);
      return;
    }
    const said = text.slice(1);
    const mark = text.charAt(0);
    const flaw = hasCr ? undefined : respProblems.bareLineFeed;
    if (isCommand && draft.nodes.length > 0 && mark !== '$') {
      this.#giveUp('resp.line', start, text, respProblems.commandOfOthers, out);
    } else if (Object.hasOwn(LINES, mark)) this.#takeScalar(mark, said, start, flaw, out);
    else if (Object.hasOwn(STRINGS, mark)) this.#takeLength(mark, said, start, flaw, out);
    else if (Object.hasOwn(HOLDERS, mark)) this.#takeCount(mark, said, start, flaw, out);
    else this.#giveUp('resp.line', start, text, respProblems.unknownType, out);
  }

  #takeScalar(
    mark: string,
    said: string,
    start: number,
    flaw: Problem | undefined,
    out: Message[],
  ): void {
    const type = LINES[mark] ?? 'simple';
    const value = type === 'null' ? '(nil)' : type === 'boolean' ? truth(said) : said;
    this.#draft?.add(`resp.${type}`, start, this.#offset, value, scalarProblem(type, said) ?? flaw);
    this.#put(type, value, out);
  }

  #takeLength(
    mark: string,
    said: string,
    start: number,
    flaw: Problem | undefined,
    out: Message[],
  ): void {
    const type = STRINGS[mark] ?? 'bulk';
    if (said === '-1' && type === 'bulk' && this.#direction === 'server-to-client') {
      this.#draft?.add('resp.null', start, this.#offset, '(nil)', flaw);
      this.#put('null', '(nil)', out);
      return;
    }
    const byteLength = countIn(said);
    if (byteLength === undefined) {
      this.#giveUp('resp.length', start, said, respProblems.badLength, out);
      return;
    }
    const value = `${byteLength} ${byteLength === 1 ? 'byte' : 'bytes'} follow`;
    this.#draft?.add('resp.length', start, this.#offset, value, flaw);
    const kept = new KeptBytes(Math.min(byteLength, KEPT_BULK_BYTES));
    this.#text = { type, start: this.#offset, byteLength, kept };
    this.#terminator = 0;
  }

  #takeCount(
    mark: string,
    said: string,
    start: number,
    flaw: Problem | undefined,
    out: Message[],
  ): void {
    const type = HOLDERS[mark] ?? 'array';
    const draft = this.#draft;
    if (draft === undefined) return;
    const isCommand = this.#direction === 'client-to-server';
    if (said === '-1' && type === 'array' && !isCommand) {
      draft.add('resp.null', start, this.#offset, '(nil)', flaw);
      this.#put('null', '(nil)', out);
      return;
    }
    const count = said === '-1' ? 0 : countIn(said);
    if (count === undefined) {
      this.#giveUp('resp.count', start, said, respProblems.badLength, out);
      return;
    }
    if (draft.depth >= limits.respDepth) {
      this.#giveUp('resp.count', start, said, respProblems.tooDeep, out);
      return;
    }
    draft.add('resp.count', start, this.#offset, `${type} of ${count}`, flaw);
    draft.open(type, type === 'map' || type === 'attribute' ? 2 * count : count);
    if (!isCommand) this.#finishIfWhole(draft, out);
    else if (count === 0) this.#finishCommand(draft, [], false, true, out);
  }

  /** Takes bytes of a string, then its CRLF; gives how many. */
  #readText(bytes: Uint8Array, from: number, out: Message[]): number {
    const text = this.#text;
    if (text === undefined) return 0;
    const left = text.byteLength - text.kept.length;
    if (left > 0) {
      const some = bytes.subarray(from, Math.min(bytes.length, from + left));
      text.kept.append(some);
      this.#offset += some.length;
      return some.length;
    }
    const expected = this.#terminator === 0 ? CR : LF;
    this.#offset++;
    this.#terminator++;
    if (bytes[from] !== expected) {
      this.#closeText(text);
      this.#giveUp(
        'resp.terminator',
        this.#offset - this.#terminator,
        undefined,
        respProblems.noTerminator,
        out,
      );
    } else if (this.#terminator === 2) {
      const value = this.#closeText(text);
      this.#draft?.add('resp.terminator', this.#offset - 2, this.#offset);
      this.#put(text.type, value, out);
    }
    return 1;
  }

  /** The bytes of a string are there, as far as they came. */
  #closeText({ type, start, kept }: Text): string {
    const draft = this.#draft;
    this.#text = undefined;
    this.#lineStart = this.#offset;
    const value = draft?.textOf(kept.view(), kept.length) ?? '';
    if (kept.length > 0) draft?.add(`resp.${type}`, start, start + kept.length, value);
    return type === 'verbatim' ? value.replace(/^[a-z]{3}:/, '') : value;
  }

  #put(type: RespType, value: string, out: Message[]): void {
    const draft = this.#draft;
    if (draft === undefined) return;
    draft.put(type, value);
    this.#finishIfWhole(draft, out);
  }

  #finishIfWhole(draft: Draft, out: Message[]): void {
    if (!draft.isWhole) return;
    if (this.#direction === 'client-to-server') {
      this.#finishCommand(draft, draft.words, false, true, out);
    } else {
      this.#draft = undefined;
      out.push(readReply(draft, this.#offset, true, this.#conversation));
    }
  }

  #finishCommand(
    draft: Draft,
    words: readonly string[],
    inline: boolean,
    complete: boolean,
    out: Message[],
  ): void {
    this.#draft = undefined;
    const how = { inline, complete, end: this.#offset };
    out.push(commandOf(draft, words, how, this.#conversation));
  }

  /** The message cannot be read to its end: what is there is told, the rest is bytes. */
  #giveUp(
    kind: string,
    start: number,
    value: string | undefined,
    problem: Problem,
    out: Message[],
  ): void {
    this.#draft?.add(kind, start, this.#offset, value, problem);
    if (this.#draft !== undefined) this.#tellUnfinished(this.#draft, out);
    const next = respProblems.unreadable;
    this.#blocks = new MalformedBlocks(this.#direction, this.#offset, next, next, 'resp');
  }

  #breakOff(problem: Problem, out: Message[]): void {
    this.#giveUp('resp.line', this.#lineStart, undefined, problem, out);
  }

  /** The connection ends inside a message. */
  #cut(draft: Draft, out: Message[]): void {
    if (this.#text !== undefined) {
      const text = this.#text;
      this.#closeText(text);
      if (this.#terminator > 0) draft.add('resp.terminator', this.#offset - 1, this.#offset);
    } else if (this.#line.length > 0) {
      draft.add('resp.line', this.#lineStart, this.#offset);
    }
    draft.add('resp.cut', this.#offset, this.#offset, undefined, respProblems.unfinished);
    this.#tellUnfinished(draft, out);
  }

  #tellUnfinished(draft: Draft, out: Message[]): void {
    if (this.#direction === 'client-to-server') {
      this.#finishCommand(draft, draft.words, false, false, out);
      return;
    }
    this.#draft = undefined;
    out.push(readReply(draft, this.#offset, false, this.#conversation));
  }
}

/** A length that can be counted; undefined if it is none. */
function countIn(said: string): number | undefined {
  if (!/^\+?\d{1,16}$/.test(said)) return undefined;
  const count = Number(said);
  return Number.isSafeInteger(count) ? count : undefined;
}

function truth(said: string): string {
  if (said === 't') return 'true';
  return said === 'f' ? 'false' : said;
}

function scalarProblem(type: RespType, said: string): Problem | undefined {
  if (type === 'integer' && !/^[+-]?\d{1,19}$/.test(said)) return respProblems.badInteger;
  return type === 'boolean' && !/^[tf]$/.test(said) ? respProblems.badBoolean : undefined;
}
