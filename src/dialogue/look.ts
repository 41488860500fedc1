import { layoutFor } from '../report/terminal/layout.ts';
import { flow } from '../text/flow.ts';
import { painter } from '../text/paint.ts';
import { indent, type Role, type Row, rowCells } from '../text/spans.ts';
import { inlineCode } from './inline-code.ts';

/** How the place looks in which something is told. A dialogue says it of itself. */
export interface Look {
  /** Columns, between 40 and 200. */
  readonly width: number;
  readonly colour: boolean;
  /** True if words are wanted in place of boxes, bars and signs, for a screen reader. */
  readonly plain: boolean;
}

/** Where text begins, in cells. */
export const MARGIN = 2;
/** Longer lines of prose are hard to read, however wide the terminal is. */
const LONGEST_LINE = 84;

/** How wide text behind the margin may be, in cells. */
export function textCells({ width }: Pick<Look, 'width'>): number {
  return Math.min(LONGEST_LINE, layoutFor(width).width - MARGIN);
}

/** Rows behind the margin. */
export function within(rows: readonly Row[]): readonly Row[] {
  return indent(rows, MARGIN);
}

/** A row of text as wrapped rows behind the margin. */
export function said(row: Row, look: Look): readonly Row[] {
  return within(flow(row, textCells(look)));
}

/** A text of paragraphs, code in backticks, as wrapped rows, to be put behind the margin and `indented` cells more. */
export function prose(
  text: string,
  look: Look,
  role: Role = 'plain',
  indented = 0,
): readonly Row[] {
  const cells = textCells(look) - indented;
  return text
    .split('\n')
    .flatMap((line) => (line === '' ? [[]] : flow(inlineCode(line, look, role), cells)));
}

/** Text behind a label, its later rows under its first word; all of it to be put behind the margin. */
export function labelled(label: Row, text: Row, look: Look): readonly Row[] {
  const cells = rowCells(label);
  const [first = [], ...others] = flow(text, textCells(look) - cells);
  return [[...label, ...first], ...indent(others, cells)];
}

/** Rows as whole lines of text, safe for a terminal. */
export function printed(rows: readonly Row[], { colour }: Pick<Look, 'colour'>): string {
  return painter(colour)(rows);
}
