import { limits } from '../limits.ts';
import type { Node, Problem } from '../types.ts';
import { decodeUtf8 } from '../utf8.ts';
import type { RespType } from './types.ts';

/** A value that holds others, as it fills. */
interface Open {
  readonly type: RespType;
  /** How many values are still to come in it. */
  left: number;
  readonly items: string[];
}

/** How much of one bulk string is kept, in bytes. */
export const KEPT_BULK_BYTES = 4 * 1024;

/** A message as it comes: its nodes, which tile it, and what it says. */
export class Draft {
  readonly start: number;
  readonly nodes: Node[] = [];
  /** The elements of a command, as text. */
  readonly words: string[] = [];
  readonly #open: Open[] = [];
  #kept = 0;
  #rest: { start: number; end: number } | undefined;
  #value: string | undefined;
  #type: RespType | undefined;
  #error: string | undefined;
  truncated = false;

  constructor(start: number) {
    this.start = start;
  }

  /** Adds a part of the stream; past a number of them the others are one. */
  add(kind: string, start: number, end: number, value?: string, problem?: Problem): void {
    if (this.nodes.length >= limits.frameParts && problem === undefined) {
      this.#rest ??= { start, end };
      this.#rest.end = end;
      return;
    }
    this.#closeRest();
    this.nodes.push({
      kind,
      start,
      end,
      ...(value !== undefined && { value }),
      ...(problem && { problem }),
    });
  }

  #closeRest(): void {
    if (this.#rest === undefined) return;
    this.nodes.push({ kind: 'resp.rest', ...this.#rest });
    this.#rest = undefined;
    this.truncated = true;
  }

  get depth(): number {
    return this.#open.length;
  }

  /** A value that holds `count` others begins. */
  open(type: RespType, count: number): void {
    if (this.#open.length === 0) this.#type ??= type;
    if (count === 0) this.#put(type, emptyText(type));
    else this.#open.push({ type, left: count, items: [] });
  }

  /** A value is there; true if the message is whole with it. */
  put(type: RespType, text: string): boolean {
    const isTop = this.#open.length === 0;
    if (isTop) this.#type = type;
    if (isTop && (type === 'error' || type === 'bulk-error')) {
      this.#error = /^[^ \n]+/.exec(text)?.[0];
    }
    if (this.words.length < limits.frameParts) this.words.push(text);
    else this.truncated = true;
    this.#put(type, isTop ? text : textWithin(type, text));
    return this.isWhole;
  }

  #put(type: RespType, text: string): void {
    let done: string | undefined = text;
    let of = type;
    while (done !== undefined) {
      const around = this.#open.at(-1);
      if (around === undefined) {
        // What describes a reply comes before it.
        if (of !== 'attribute') this.#value = done;
        else this.#type = undefined;
        return;
      }
      this.#kept += done.length;
      if (this.#kept <= limits.respValue) around.items.push(done);
      else this.truncated = true;
      if (--around.left > 0) return;
      this.#open.pop();
      of = around.type;
      done = aggregateText(around, this.#kept > limits.respValue);
    }
  }

  /** Whether every value that began has ended, and there is one. */
  get isWhole(): boolean {
    return this.#open.length === 0 && this.#value !== undefined;
  }

  get value(): string {
    return this.#value ?? '';
  }

  get type(): RespType {
    return this.#type ?? 'null';
  }

  get error(): string | undefined {
    return this.#error;
  }

  /** Ends it here. */
  close(): void {
    this.#closeRest();
  }

  /** Text of bytes that are kept; how long they are if they are no text. */
  textOf(bytes: Uint8Array, byteLength: number): string {
    const isCut = bytes.length < byteLength;
    if (isCut) this.truncated = true;
    const { text, valid } = decodeUtf8(bytes);
    if (!valid && !isCut) return `(${byteLength === 1 ? '1 byte' : `${byteLength} bytes`})`;
    return isCut ? `${text}…` : text;
  }
}

function emptyText(type: RespType): string {
  return type === 'map' || type === 'attribute' ? '{}' : '[]';
}

function textWithin(type: RespType, text: string): string {
  const isText = type === 'bulk' || type === 'simple' || type === 'verbatim';
  return isText ? JSON.stringify(text) : text;
}

function aggregateText({ type, items }: Open, isCut: boolean): string {
  const more = isCut ? ', …' : '';
  if (type !== 'map' && type !== 'attribute') return `[${items.join(', ')}${more}]`;
  const pairs: string[] = [];
  for (let at = 0; at < items.length; at += 2) pairs.push(`${items[at]}: ${items[at + 1] ?? '…'}`);
  return `{${pairs.join(', ')}${more}}`;
}
