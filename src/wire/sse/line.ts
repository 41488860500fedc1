import type { Node, Problem } from '../types.ts';
import { decodeUtf8 } from '../utf8.ts';
import { sseProblems } from './problems.ts';

const COLON = 0x3a;
const SPACE = 0x20;

/** The fields the standard knows; everything else is ignored. */
export type SseField = 'data' | 'event' | 'id' | 'retry';

const knownFields: readonly SseField[] = ['data', 'event', 'id', 'retry'];

/** Where the parts of a line lie, in bytes from its start. */
export interface SseLineParts {
  readonly kind: SseField | 'comment' | 'unknown';
  /** Length of the field name; 0 for a comment. */
  readonly nameEnd: number;
  /** Where the value begins, past the colon and one space. */
  readonly valueStart: number;
}

/** Takes a line apart. `line` has no line end and at least one byte. */
export function partsOfLine(line: Uint8Array): SseLineParts {
  const colon = line.indexOf(COLON);
  if (colon === -1) {
    return { kind: fieldNamed(line, line.length), nameEnd: line.length, valueStart: line.length };
  }
  const valueStart = line[colon + 1] === SPACE ? colon + 2 : colon + 1;
  return { kind: colon === 0 ? 'comment' : fieldNamed(line, colon), nameEnd: colon, valueStart };
}

function fieldNamed(line: Uint8Array, length: number): SseField | 'unknown' {
  for (const name of knownFields) {
    if (name.length !== length) continue;
    let same = true;
    for (let i = 0; same && i < length; i++) same = line[i] === name.charCodeAt(i);
    if (same) return name;
  }
  return 'unknown';
}

/** The decoded value of a line and the node that shows the line. */
export interface SseLine {
  readonly value: string;
  readonly node: Node;
}

/**
 * Makes the node of a line that begins at offset `start`. `endLength` is the length of its line
 * end, 0 if the line has none.
 */
export function readLine(
  line: Uint8Array,
  parts: SseLineParts,
  start: number,
  endLength: 0 | 1,
): SseLine {
  const { kind, nameEnd, valueStart } = parts;
  const contentEnd = start + line.length;
  const children: Node[] = [];
  let name = '';
  if (nameEnd > 0) {
    const decoded =
      kind === 'unknown' ? decodeUtf8(line.subarray(0, nameEnd)) : { text: kind, valid: true };
    name = decoded.text;
    children.push(leaf('sse.field-name', start, start + nameEnd, name, decoded.valid));
  }
  if (nameEnd < line.length) {
    children.push({ kind: 'sse.colon', start: start + nameEnd, end: start + nameEnd + 1 });
  }
  if (valueStart > nameEnd + 1) {
    children.push({ kind: 'sse.space', start: start + nameEnd + 1, end: start + valueStart });
  }
  let value = '';
  if (valueStart < line.length) {
    const decoded = decodeUtf8(line.subarray(valueStart));
    value = decoded.text;
    children.push(leaf('sse.value', start + valueStart, contentEnd, value, decoded.valid));
  }
  const end = contentEnd + endLength;
  if (endLength > 0) children.push({ kind: 'sse.line-end', start: contentEnd, end });

  if (kind === 'comment')
    return { value, node: { kind: 'sse.comment', start, end, value, children } };
  const problem = problemOf(kind, value);
  const node = { kind: 'sse.line', start, end, name, value, children };
  return { value, node: problem === undefined ? node : { ...node, problem } };
}

function leaf(kind: string, start: number, end: number, value: string, valid: boolean): Node {
  const node = { kind, start, end, value };
  return valid ? node : { ...node, problem: sseProblems.invalidUtf8 };
}

function problemOf(kind: SseLineParts['kind'], value: string): Problem | undefined {
  switch (kind) {
    case 'unknown':
      return sseProblems.unknownField;
    case 'id':
      return isId(value) ? undefined : sseProblems.idWithNul;
    case 'retry':
      if (!isRetry(value)) return sseProblems.retryNotDigits;
      return Number.isSafeInteger(Number(value)) ? undefined : sseProblems.retryTooLarge;
    default:
      return undefined;
  }
}

/** Whether an `id` takes effect. */
export function isId(value: string): boolean {
  return !value.includes('\0');
}

/** Whether a `retry` takes effect. An empty one does not: it names no time. */
export function isRetry(value: string): boolean {
  return /^[0-9]+$/.test(value);
}

/** The same line, its CR followed by the LF that completes the line end. */
export function withLineFeed(node: Node): Node {
  const children = node.children ?? [];
  const lineEnd = children.at(-1);
  if (lineEnd === undefined) return node;
  const longer = { ...lineEnd, end: lineEnd.end + 1 };
  return { ...node, end: node.end + 1, children: [...children.slice(0, -1), longer] };
}
