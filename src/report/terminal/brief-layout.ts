import { gap, indent, type Row, rowCells, span, truncate } from '../../text/spans.ts';
import type { Lane } from './lane.ts';
import { type Layout, laneRows, layoutFor } from './layout.ts';

/** Names of this width stand beside their text; longer ones above it. In cells. */
const NAME_CELLS = 17;
const MARGIN = 2;

/** Columns for `brief`: names, text, and how much later it was at the right edge. */
export function briefLayoutFor(width: number): Layout {
  const usual = layoutFor(width);
  if (!usual.beside) return usual;
  const textColumn = MARGIN + NAME_CELLS + 1;
  return {
    ...usual,
    margin: MARGIN,
    laneCells: NAME_CELLS,
    textColumn,
    textCells: usual.width - textColumn,
  };
}

/** Puts rows behind their lane, and how much later they were (nothing if they were not) at the right edge. */
export function briefLaneRows(
  layout: Layout,
  lane: Lane,
  later: string,
  rows: readonly Row[],
): readonly Row[] {
  if (!layout.beside) return laneRows(layout, lane, later, rows);
  const { width, margin, textColumn } = layout;
  const { left, arrow, right, role } = lane;
  const names: Row = [span(`${left} `), span(arrow, role), span(` ${right}`)];
  const isBeside = rowCells(names) <= NAME_CELLS;
  const texts = timed(rows, layout.textCells, isBeside ? later : '');
  if (!isBeside) {
    const room = width - margin - rowCells([span(later)]) - 2;
    return [
      timedRow([gap(margin), ...truncate(names, room)], width, later),
      ...indent(texts, textColumn),
    ];
  }
  const head: Row = [gap(margin), ...names];
  const [first = [], ...others] = texts;
  return [[...head, gap(textColumn - rowCells(head)), ...first], ...indent(others, textColumn)];
}

/** The rows with the time at the right edge of the first that has room for it; the first is shortened if none has. */
function timed(rows: readonly Row[], cells: number, later: string): readonly Row[] {
  if (later === '') return rows;
  const room = cells - rowCells([span(later)]) - 2;
  const place = Math.max(
    0,
    rows.findIndex((row) => rowCells(row) <= room),
  );
  const row = truncate(rows[place] ?? [], room);
  return rows.with(place, timedRow(row, cells, later));
}

function timedRow(row: Row, cells: number, later: string): Row {
  if (later === '') return row;
  const time = span(later, 'dim');
  return [...row, gap(cells - rowCells(row) - rowCells([time])), time];
}
