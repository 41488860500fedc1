import { type Role, type Row, rowCells, type Span } from '../../text/spans.ts';
import type { Face } from './sizes.ts';
import { escapeXml, tag } from './xml.ts';

/** How a row stands: on the left of `x`, or over it. */
interface Place {
  readonly x: number;
  /** The top of its line. */
  readonly y: number;
  readonly anchor?: 'middle' | 'end';
  /** The class of what has no role of its own. */
  readonly plain?: string;
}

/** A row of text in a face. */
export function textLine(row: Row, face: Face, { x, y, anchor, plain }: Place): string {
  if (rowCells(row) === 0) return '';
  const className = plain === undefined ? face.className : `${face.className} ${plain}`;
  const base = y + face.line / 2 + face.size * 0.36;
  const content = runsOf(row).map(({ text, role }) =>
    role === 'plain' ? escapeXml(text) : tag('tspan', { class: `r-${role}` }, escapeXml(text)),
  );
  return tag('text', { class: className, x, y: base, 'text-anchor': anchor }, ...content);
}

/** How wide a row may become, in pixels. */
export function widthOf(row: Row, face: Face): number {
  return rowCells(row) * face.cell;
}

/** How many cells have room in so many pixels. */
export function cellsIn(width: number, face: Face): number {
  return Math.max(8, Math.floor(width / face.cell));
}

/** Spans of one role that follow each other, spaces between them among them. */
function runsOf(row: Row): readonly Span[] {
  const runs: { role: Role; text: string }[] = [];
  for (const { text, role } of row) {
    const last = runs.at(-1);
    if (last !== undefined && (last.role === role || text.trim() === '')) last.text += text;
    else runs.push({ role, text });
  }
  return runs;
}
