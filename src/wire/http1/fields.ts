import type { Field, Node, Problem } from '../types.ts';
import { CR, cleanliness, isToken, isWhitespace, LF } from './characters.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';

interface FieldNode {
  readonly kind: string;
  readonly start: number;
  end: number;
  readonly name: string;
  value: string;
  readonly children: Node[];
}

/** Which section the lines stand in. */
export type FieldKind = 'http1.field' | 'http1.trailer';

/**
 * Reads field lines (RFC 9112 §5) from `text`, from `start` to its end, which is the end of the
 * empty line that closes the section, or wherever the section breaks off. `base` is the offset of
 * the text's first character in the stream. Returns the fields in the order in which they stand.
 */
export function readFields(
  text: string,
  start: number,
  base: number,
  kind: FieldKind,
  parts: Parts,
): Field[] {
  const nodes: FieldNode[] = [];
  let foldable: FieldNode | undefined;
  let at = start;
  while (at < text.length) {
    const lf = text.indexOf('\n', at);
    if (lf < 0) {
      parts.leaf('http1.unfinished-line', base + at, base + text.length);
      break;
    }
    const end = lf > at && text.charCodeAt(lf - 1) === CR ? lf - 1 : lf;
    const next = lf + 1;
    if (end === at) {
      if (end === lf) parts.bad('http1.section-end', base + at, base + next, problems.bareLf);
      else parts.leaf('http1.section-end', base + at, base + next);
    } else if (isWhitespace(text.charCodeAt(at))) {
      if (foldable === undefined) {
        const problem = nodes.length === 0 ? problems.whitespaceBeforeFields : problems.obsFold;
        parts.bad('http1.stray-line', base + at, base + next, problem);
      } else {
        fold(foldable, text, at, end, next, base);
        parts.flawed = true;
      }
    } else {
      const colon = text.indexOf(':', at);
      if (colon < 0 || colon >= end) {
        parts.bad('http1.stray-line', base + at, base + next, problems.fieldWithoutColon);
        foldable = undefined;
      } else {
        foldable = readField(text, at, colon, end, next, base, kind, parts);
        nodes.push(foldable);
        parts.nodes.push(foldable);
      }
    }
    at = next;
  }
  return nodes.map(({ name, value }) => ({ name, value }));
}

function readField(
  text: string,
  start: number,
  colon: number,
  end: number,
  next: number,
  base: number,
  kind: FieldKind,
  parts: Parts,
): FieldNode {
  const children: Node[] = [];
  let nameEnd = colon;
  while (nameEnd > start && isWhitespace(text.charCodeAt(nameEnd - 1))) nameEnd--;
  if (isToken(text, start, nameEnd)) {
    children.push({ kind: 'http1.field-name', start: base + start, end: base + nameEnd });
  } else {
    parts.flawed = true;
    children.push(
      flaw('http1.field-name', base + start, base + nameEnd, problems.invalidFieldName),
    );
  }
  if (nameEnd < colon) {
    parts.flawed = true;
    const problem = problems.whitespaceBeforeColon;
    children.push(flaw('http1.whitespace', base + nameEnd, base + colon, problem));
  }
  children.push({ kind: 'http1.colon', start: base + colon, end: base + colon + 1 });
  let valueStart = colon + 1;
  while (valueStart < end && isWhitespace(text.charCodeAt(valueStart))) valueStart++;
  if (valueStart > colon + 1) {
    children.push({ kind: 'http1.whitespace', start: base + colon + 1, end: base + valueStart });
  }
  const value = addValue(text, valueStart, end, base, children, parts);
  addLineEnd(text, end, next, base, children, parts);
  return {
    kind,
    start: base + start,
    end: base + next,
    name: text.slice(start, nameEnd),
    value,
    children,
  };
}

/** A folded line goes into the field before it; its value joins with one space (RFC 9112 §5.2). */
function fold(
  field: FieldNode,
  text: string,
  start: number,
  end: number,
  next: number,
  base: number,
): void {
  let valueStart = start;
  while (valueStart < end && isWhitespace(text.charCodeAt(valueStart))) valueStart++;
  field.children.push(flaw('http1.fold', base + start, base + valueStart, problems.obsFold));
  const value = addValue(text, valueStart, end, base, field.children, undefined);
  addLineEnd(text, end, next, base, field.children, undefined);
  field.value =
    field.value === '' || value === '' ? field.value + value : `${field.value} ${value}`;
  field.end = base + next;
}

function addValue(
  text: string,
  start: number,
  end: number,
  base: number,
  children: Node[],
  parts: Parts | undefined,
): string {
  let valueEnd = end;
  while (valueEnd > start && isWhitespace(text.charCodeAt(valueEnd - 1))) valueEnd--;
  if (valueEnd > start) {
    const clean = cleanliness(text, start, valueEnd);
    if (clean === 'clean') {
      children.push({ kind: 'http1.field-value', start: base + start, end: base + valueEnd });
    } else {
      if (parts !== undefined) parts.flawed = true;
      const problem = clean === 'bare-cr' ? problems.bareCr : problems.invalidFieldValue;
      children.push(flaw('http1.field-value', base + start, base + valueEnd, problem));
    }
  }
  if (valueEnd < end) {
    children.push({ kind: 'http1.whitespace', start: base + valueEnd, end: base + end });
  }
  return text.slice(start, valueEnd);
}

/** Adds the line end, which is CR LF unless `end` is where the LF stands. */
export function addLineEnd(
  text: string,
  end: number,
  next: number,
  base: number,
  nodes: Node[],
  parts: Parts | undefined,
): void {
  if (text.charCodeAt(end) !== LF) {
    nodes.push({ kind: 'http1.line-end', start: base + end, end: base + next });
    return;
  }
  if (parts !== undefined) parts.flawed = true;
  nodes.push(flaw('http1.line-end', base + end, base + next, problems.bareLf));
}

function flaw(kind: string, start: number, end: number, problem: Problem): Node {
  return { kind, start, end, problem };
}
