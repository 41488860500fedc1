import type { Node, Problem } from '../types.ts';
import { isWhitespace } from './characters.ts';
import { addLineEnd } from './fields.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';

/** One extension: what opens it, its name, and its value, a token or a quoted string. */
const EXTENSION =
  /([ \t]*;[ \t]*)([!#$%&'*+\-.^_`|~0-9A-Za-z]+)(?:([ \t]*=[ \t]*)([!#$%&'*+\-.^_`|~0-9A-Za-z]+|"(?:[^"\\]|\\.)*"))?/y;

/** The size at the front of a line, or undefined if there is none that can be trusted. */
export function chunkSizeIn(line: string): { digits: number; byteLength: number } | undefined {
  const digits = /^[0-9A-Fa-f]+/.exec(line)?.[0];
  if (digits === undefined) return undefined;
  const after = line.charCodeAt(digits.length);
  const delimited = Number.isNaN(after) || isWhitespace(after) || after === 0x3b || after <= 0x0d;
  const byteLength = Number.parseInt(digits, 16);
  if (!delimited || !Number.isSafeInteger(byteLength)) return undefined;
  return { digits: digits.length, byteLength };
}

/**
 * Makes the nodes of a chunk's first line (RFC 9112 §7.1), line end included. `base` is the offset
 * of the line in the stream, `digits` the length of its size.
 */
export function addChunkHead(line: string, digits: number, base: number, parts: Parts): void {
  const isLast = /^0+$/.test(line.slice(0, digits));
  parts.text(isLast ? 'http1.last-chunk' : 'http1.chunk-size', base, line.slice(0, digits));
  const end = line.endsWith('\r\n') ? line.length - 2 : line.length - 1;
  let at = digits;
  while (at < end) {
    EXTENSION.lastIndex = at;
    const found = EXTENSION.exec(line);
    if (found === null || found.index + found[0].length > end) break;
    const node = extensionNode(found, base);
    parts.nodes.push(node);
    at = EXTENSION.lastIndex;
  }
  if (at < end) parts.bad(...rest(line, at, end, base));
  addLineEnd(line, end, line.length, base, parts.nodes, parts);
}

function rest(
  line: string,
  at: number,
  end: number,
  base: number,
): ['http1.whitespace' | 'http1.chunk-extension-value', number, number, Problem] {
  if (/^[ \t]+$/.test(line.slice(at, end))) {
    return ['http1.whitespace', base + at, base + end, problems.whitespaceAfterChunkSize];
  }
  const bareCr = line.slice(at, end).includes('\r');
  const problem = bareCr ? problems.bareCr : problems.invalidChunkExtension;
  return ['http1.chunk-extension-value', base + at, base + end, problem];
}

function extensionNode(found: RegExpExecArray, base: number): Node {
  const [, semicolon = '', name = '', equals = '', value = ''] = found;
  const start = base + found.index;
  const nameStart = start + semicolon.length;
  const nameEnd = nameStart + name.length;
  const children: Node[] = [
    { kind: 'http1.semicolon', start, end: nameStart },
    { kind: 'http1.chunk-extension-name', start: nameStart, end: nameEnd },
  ];
  if (equals === '') {
    return { kind: 'http1.chunk-extension', start, end: nameEnd, name, children };
  }
  const valueStart = nameEnd + equals.length;
  const end = valueStart + value.length;
  children.push({ kind: 'http1.equals', start: nameEnd, end: valueStart });
  children.push({ kind: 'http1.chunk-extension-value', start: valueStart, end });
  return { kind: 'http1.chunk-extension', start, end, name, value, children };
}
