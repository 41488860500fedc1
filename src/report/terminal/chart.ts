import type { ChartEvent, FigureEvent, TableEvent } from '../../lab/transcript.ts';
import { formatNumber } from '../quantities.ts';
import { gap, type Row, rowCells, span, truncate, wrap } from './spans.ts';

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A measured figure with its name. */
export function figureRows(event: FigureEvent, cells: number): readonly Row[] {
  return wrap(
    [span(`${event.name}  `), span(`${formatNumber(event.value)} ${event.unit}`, 'strong')],
    cells,
  );
}

/** Horizontal bars, scaled so that the largest fills the width. */
export function chartRows(event: ChartEvent, cells: number): readonly Row[] {
  const about = span(`  ${event.unit} by ${event.binLabel}`, 'dim');
  const title = wrap([span(event.title, 'strong'), about], cells);
  const labels = event.bins.map((bin) => truncate([span(bin.label)], Math.floor(cells / 3)));
  const figures = event.bins.map((bin) => span(` ${formatNumber(bin.value)}`));
  const labelCells = Math.max(0, ...labels.map(rowCells));
  const figureCells = Math.max(0, ...figures.map((figure) => rowCells([figure])));
  const barCells = Math.max(4, cells - labelCells - 1 - figureCells);
  const largest = Math.max(0, ...event.bins.map((bin) => bin.value));
  const bars = event.bins.map((bin, index) => {
    const label = labels[index] ?? [];
    const figure = figures[index] ?? span('');
    const bar = span(barOf(largest > 0 ? bin.value / largest : 0, barCells), 'request');
    return truncate([gap(labelCells - rowCells(label)), ...label, gap(1), bar, figure], cells);
  });
  return [...title, ...bars];
}

function barOf(share: number, cells: number): string {
  const filled = Math.round(Math.max(0, share) * cells * 8);
  // A value above nothing is always seen.
  const shown = share > 0 ? Math.max(1, filled) : 0;
  return '█'.repeat(Math.floor(shown / 8)) + (eighths[shown % 8] ?? '');
}

/** How narrow the first column, the labels, may become before a table is told another way. */
const narrowestLabel = 12;

/**
 * Rows under their columns. Where they do not fit, the labels of the rows are wrapped; where that is
 * not enough, each row is a block of `column: value`.
 */
export function tableRows(event: TableEvent, cells: number): readonly Row[] {
  const title = wrap([span(event.title, 'strong')], cells);
  const columnCells = event.columns.map((column, index) =>
    Math.max(
      rowCells([span(column)]),
      ...event.rows.map((row) => rowCells([span(row[index] ?? '')])),
    ),
  );
  const [labelCells, ...valueCells] = columnCells;
  // Without a column there is no room for the values of a row.
  if (labelCells === undefined) return title;
  const room = cells - valueCells.reduce((sum, each) => sum + each + 2, 0);
  if (room < Math.min(labelCells, narrowestLabel)) return [...title, ...recordRows(event, cells)];
  return [...title, ...alignedRows(event, [Math.min(labelCells, room), ...valueCells])];
}

function alignedRows(event: TableEvent, columnCells: readonly number[]): readonly Row[] {
  const isFigure = event.columns.map((_, index) =>
    event.rows.every((row) => /^[\d.,+-]+( ?%| ?\S{1,3})?$/.test(row[index] ?? '')),
  );
  const line = (values: readonly string[], role: 'dim' | 'plain'): readonly Row[] => {
    const [label = '', ...others] = values.slice(0, columnCells.length);
    const [first = [], ...more] = wrap([span(label, role)], columnCells[0] ?? 0);
    const cellsOf = (value: Row, index: number) => {
      const room = gap((columnCells[index] ?? 0) - rowCells(value));
      return isFigure[index] === true ? [room, ...value] : [...value, room];
    };
    const rest = others.flatMap((value, at) => [gap(2), ...cellsOf([span(value, role)], at + 1)]);
    return [[...cellsOf(first, 0), ...rest], ...more];
  };
  return [...line(event.columns, 'dim'), ...event.rows.flatMap((row) => line(row, 'plain'))];
}

function recordRows(event: TableEvent, cells: number): readonly Row[] {
  return event.rows.flatMap((row, index) => {
    const members = event.columns.flatMap((column, at) =>
      wrap([span(`${column}: `, 'dim'), span(row[at] ?? '')], cells),
    );
    return index === 0 ? members : [[], ...members];
  });
}
