import { formatLabTime } from '../../text/quantities.ts';
import { gap, indent, type Row, rowCells, span, truncate } from '../../text/spans.ts';
import type { Lane } from './lane.ts';
import { type Layout, laneRows, layoutFor } from './layout.ts';

/** Names of this width stand beside their text; longer ones above it. In cells. */
const NAME_CELLS = 16;
const MARGIN = 2;

/** Columns for `brief`: names, text, and the time at the right edge where it changes. */
export function briefLayoutFor(width: number): Layout {
  const usual = layoutFor(width);
  if (!usual.beside) return usual;
  const textColumn = MARGIN + NAME_CELLS + 2;
  return {
    ...usual,
    margin: MARGIN,
    laneCells: NAME_CELLS,
    textColumn,
    textCells: usual.width - textColumn,
  };
}

/** Puts rows behind their lane, and the time behind the first of them that has room, if it is not as before. */
export function briefLaneRows(
  layout: Layout,
  lane: Lane,
  at: number,
  rows: readonly Row[],
  isNewTime: boolean,
): readonly Row[] {
  if (!layout.beside) return laneRows(layout, lane, at, rows);
  const { width, margin, textColumn } = layout;
  const { left, arrow, right, role } = lane;
  const names: Row = [span(`${left} `), span(arrow, role), span(` ${right}`)];
  const isBeside = rowCells(names) <= NAME_CELLS;
  const head: Row = [gap(margin), ...truncate(names, width - margin - 10)];
  const texts = isNewTime ? timed(rows, layout.textCells, at) : rows;
  if (!isBeside) return [head, ...indent(texts, textColumn)];
  const [first = [], ...others] = texts;
  return [[...head, gap(textColumn - rowCells(head)), ...first], ...indent(others, textColumn)];
}

/** The rows with the time at the right edge of the first that has room for it; in front of the text if none has. */
function timed(rows: readonly Row[], cells: number, at: number): readonly Row[] {
  const time = span(formatLabTime(at), 'dim');
  const room = cells - rowCells([time]) - 2;
  const place = rows.findIndex((row) => rowCells(row) <= room);
  const row = rows[place];
  if (row === undefined) return [[time], ...rows];
  return rows.with(place, [...row, gap(cells - rowCells(row) - rowCells([time])), time]);
}
