import { layoutFor } from '../report/terminal/layout.ts';
import { painter } from '../report/terminal/paint.ts';
import { indent, type Row, wrap } from '../report/terminal/spans.ts';

/** How a lesson is to look where it is shown. A dialogue says it of itself. */
export interface Look {
  /** Columns, between 40 and 200. */
  readonly width: number;
  readonly colour: boolean;
  /** Words in place of symbols, for a screen reader. */
  readonly plain: boolean;
}

/** Where text of a lesson begins, in cells. */
export const MARGIN = 2;
/** Longer lines of prose are hard to read, however wide the terminal is. */
const LONGEST_LINE = 84;

/** How wide the text of a lesson may be, in cells. */
export function textCells({ width }: Look): number {
  return Math.min(LONGEST_LINE, layoutFor(width).width - MARGIN);
}

/** A row of text as wrapped rows behind the margin. */
export function said(row: Row, look: Look): readonly Row[] {
  return indent(wrap(row, textCells(look)), MARGIN);
}

/** Rows as whole lines of text, safe for a terminal. */
export function printed(rows: readonly Row[], { colour }: Look): string {
  return painter(colour)(rows);
}
