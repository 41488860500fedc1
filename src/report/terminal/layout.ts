import { formatDuration } from '../quantities.ts';
import { gap, indent, type Role, type Row, rowCells, span, truncate } from './spans.ts';

/** The columns of the picture, in cells. */
export interface Layout {
  readonly width: number;
  /** Where step titles' text, notes and traffic begin. */
  readonly margin: number;
  /** Lane and time together; 0 where they stand on a row of their own. */
  readonly laneCells: number;
  /** Where the text of traffic begins. */
  readonly textColumn: number;
  /** How wide the text of traffic may be. */
  readonly textCells: number;
}

const narrowest = 40;
const widest = 200;

/** Decides the columns for a terminal of `width` columns. */
export function layoutFor(width: number): Layout {
  const bounded = Math.min(widest, Math.max(narrowest, Math.floor(width)));
  if (bounded < 72)
    return { width: bounded, margin: 2, laneCells: 0, textColumn: 4, textCells: bounded - 4 };
  const [margin, laneCells, between] = bounded < 100 ? [2, 24, 2] : [5, 28, 3];
  const textColumn = margin + laneCells + between;
  return { width: bounded, margin, laneCells, textColumn, textCells: bounded - textColumn };
}

/** Between whom something happens, and how: `client → prices`. */
export interface Lane {
  readonly left: string;
  readonly arrow: '→' | '←' | '╳' | '~' | '⇒' | '·';
  readonly right: string;
  readonly role: Role;
}

/** Puts rows behind their lane and time; the rows must be at most `textCells` wide. */
export function laneRows(
  layout: Layout,
  lane: Lane,
  at: number,
  rows: readonly Row[],
): readonly Row[] {
  const time = span(`+${formatDuration(at)}`, 'dim');
  const names = [span(`${lane.left} `), span(lane.arrow, lane.role), span(` ${lane.right}`)];
  if (layout.laneCells === 0) {
    const head = [
      gap(layout.margin),
      ...truncate(names, layout.textCells - rowCells([time])),
      gap(2),
      time,
    ];
    return [head, ...indent(rows, layout.textColumn)];
  }
  const free = layout.laneCells - rowCells([time]) - 1;
  const fits = rowCells(names) <= free;
  const shown = fits ? names : truncate(names, layout.width - layout.margin - rowCells([time]) - 2);
  const between = fits ? layout.laneCells - rowCells(shown) - rowCells([time]) : 2;
  const head = [gap(layout.margin), ...shown, gap(between), time];
  // Long names push the text to a row of its own rather than out of its column.
  if (!fits) return [head, ...indent(rows, layout.textColumn)];
  const [first = [], ...others] = rows;
  return [
    [...head, gap(layout.textColumn - rowCells(head)), ...first],
    ...indent(others, layout.textColumn),
  ];
}
