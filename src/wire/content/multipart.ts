import { limits } from '../limits.ts';
import type { ContentPart, Field, Node, Problem } from '../types.ts';
import { isNamed } from './field-name.ts';
import { mediaTypeOf, readingOf } from './media-type.ts';
import { multipartProblems } from './problems.ts';
import { decodeText } from './text.ts';

/** What a multipart content holds. */
export interface Multipart {
  /** They tile the content: preamble, delimiters and parts, epilogue. */
  readonly nodes: readonly Node[];
  readonly parts: readonly ContentPart[];
}

export interface MultipartOptions {
  /** True for `multipart/form-data`, whose parts have names. */
  readonly isForm: boolean;
  /** True if the bytes are only the beginning. */
  readonly cut: boolean;
  /** Where the content begins in what the ranges count. */
  readonly start: number;
}

/** The boundary that a media type of `multipart` names, 1 to 70 characters (RFC 2046 §5.1.1). */
export function boundaryOf(fields: readonly Field[]): string | undefined {
  const value = fields.find((field) => isNamed(field, 'content-type'))?.value ?? '';
  const named = /;[ \t]*boundary=(?:"([^"]{1,70})"|([^\s;,"]{1,70})(?=[\s;]|$))/i.exec(value);
  return (named?.[1] ?? named?.[2])?.trimEnd() || undefined;
}

/**
 * Reads a multipart content, RFC 2046 §5.1: `multipart.preamble`, `multipart.delimiter`, `multipart.part` with
 * a `multipart.field` for each line of its head, `multipart.blank` and `multipart.content`, then
 * `multipart.close` and `multipart.epilogue`. What does not follow the rules is a node with a problem.
 */
export function readMultipart(
  bytes: Uint8Array,
  boundary: string | undefined,
  { isForm, cut, start }: MultipartOptions,
): Multipart {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const nodes: Node[] = [];
  const parts: ContentPart[] = [];
  const add = (kind: string, from: number, to: number, problem?: Problem) => {
    if (to > from) nodes.push(node(kind, start + from, start + to, problem));
  };
  const wanted = boundary === undefined ? undefined : Buffer.from(`--${boundary}`, 'latin1');
  let at = wanted && delimiterFrom(all, 0, wanted);
  if (wanted === undefined || at === undefined) {
    const { noBoundary, noDelimiter } = multipartProblems;
    const problem = wanted === undefined ? noBoundary : cut ? undefined : noDelimiter;
    add('multipart.preamble', 0, all.length, problem);
    return { nodes, parts };
  }
  add('multipart.preamble', 0, at.start);
  while (at !== undefined && !at.closes) {
    const next: Delimiter | undefined = delimiterFrom(all, at.end, wanted);
    const end = next?.start ?? all.length;
    const isWhole = next !== undefined || cut;
    add('multipart.delimiter', at.start, at.end, isWhole ? undefined : multipartProblems.notClosed);
    if (parts.length >= limits.parts) {
      add('multipart.rest', at.end, all.length, multipartProblems.tooMany);
      return { nodes, parts };
    }
    const read = readPart(all.subarray(at.end, end), start + at.end, isForm, next === undefined);
    nodes.push(read.node);
    parts.push(read.part);
    at = next;
  }
  if (at !== undefined) {
    add('multipart.close', at.start, at.end);
    add('multipart.epilogue', at.end, all.length);
  }
  return { nodes, parts };
}

interface Delimiter {
  readonly start: number;
  readonly end: number;
  /** True if no part follows. */
  readonly closes: boolean;
}

const LINE_END = Buffer.from('\r\n');

/** The next line that is a delimiter, with the line end in front of it, which belongs to it. */
function delimiterFrom(all: Buffer, from: number, wanted: Buffer): Delimiter | undefined {
  for (let at = all.indexOf(wanted, from); at >= 0; at = all.indexOf(wanted, at + 1)) {
    const isFirst = at === 0;
    if (!isFirst && (at - 2 < from || !isLineEnd(all, at - 2))) continue;
    const start = isFirst ? 0 : at - 2;
    let end = at + wanted.length;
    const closes = all[end] === 0x2d && all[end + 1] === 0x2d;
    if (closes) end += 2;
    // Blanks that were added on the way are no part of it.
    while (all[end] === 0x20 || all[end] === 0x09) end++;
    if (isLineEnd(all, end)) return { start, end: end + 2, closes };
    if (closes && end === all.length) return { start, end, closes };
  }
  return undefined;
}

const isLineEnd = (all: Buffer, at: number) => all[at] === 0x0d && all[at + 1] === 0x0a;

/** Reads what stands between two delimiters. */
function readPart(
  bytes: Buffer,
  start: number,
  isForm: boolean,
  isLast: boolean,
): { readonly node: Node; readonly part: ContentPart } {
  const children: Node[] = [];
  const fields: Field[] = [];
  let at = 0;
  let problem: Problem | undefined;
  let isOpen = false;
  while (!isLineEnd(bytes, at)) {
    const end = bytes.indexOf(LINE_END, at);
    if (end < 0 || children.length >= limits.parts) {
      const why = end < 0 ? multipartProblems.headOpen : multipartProblems.tooMany;
      const rest = node(
        'multipart.head',
        start + at,
        start + bytes.length,
        isLast ? undefined : why,
      );
      if (bytes.length > at) children.push(rest);
      if (bytes.length === 0 && !isLast) problem = multipartProblems.headOpen;
      at = bytes.length;
      isOpen = true;
      break;
    }
    const line = fieldOf(bytes.toString('utf8', at, end));
    if (line !== undefined) fields.push(line);
    children.push({
      ...node('multipart.field', start + at, start + end + 2, fieldProblem(line, isForm)),
      ...line,
    });
    at = end + 2;
  }
  if (isLineEnd(bytes, at)) {
    children.push(node('multipart.blank', start + at, start + at + 2));
    at += 2;
  }
  const content = bytes.subarray(at);
  if (content.length > 0)
    children.push(node('multipart.content', start + at, start + bytes.length));
  const isTold = fields.some(({ name }) => name.toLowerCase() === 'content-disposition');
  if (isForm && !isTold && !isLast && !isOpen) problem ??= multipartProblems.noDisposition;
  const text = textOf(content, fields);
  return {
    node: { ...node('multipart.part', start, start + bytes.length, problem), children },
    part: { fields, byteLength: content.length, ...(text === undefined ? {} : { text }) },
  };
}

function fieldOf(line: string): Field | undefined {
  const colon = line.indexOf(':');
  const name = line.slice(0, colon);
  if (colon <= 0 || /\s/.test(name)) return undefined;
  return { name, value: line.slice(colon + 1).trim() };
}

function fieldProblem(field: Field | undefined, isForm: boolean): Problem | undefined {
  if (field === undefined) return multipartProblems.fieldLine;
  if (!isForm || !isNamed(field, 'content-disposition')) return undefined;
  // What stands in quotes names nothing.
  const bare = field.value.replace(/"(?:[^"\\]|\\"|\\)*"/g, '""');
  if (!/^form-data[ \t]*;(.*;)?[ \t]*name=/i.test(bare)) return multipartProblems.noDisposition;
  return /;[ \t]*filename\*=/i.test(bare) ? multipartProblems.filenameStar : undefined;
}

/** What is declared as text, and what reads as one whatever it is declared as. */
function textOf(content: Buffer, fields: readonly Field[]): string | undefined {
  const type = mediaTypeOf(fields);
  const isDeclared = fields.some((field) => isNamed(field, 'content-type'));
  if (!isDeclared || readingOf(type) !== 'opaque') {
    return decodeText(content, type?.charset, false).text;
  }
  if (content.length > MOST_GUESSED) return undefined;
  const { text, problem } = decodeText(content, undefined, false);
  return problem === undefined && text !== '' && !CONTROLS.test(text) ? text : undefined;
}

/** What is longer, and not declared as text, is not looked through to see if it is one. In bytes. */
const MOST_GUESSED = 64 * 1024;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f]/;

const node = (kind: string, start: number, end: number, problem?: Problem): Node =>
  problem === undefined ? { kind, start, end } : { kind, start, end, problem };
