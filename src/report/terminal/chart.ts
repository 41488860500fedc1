import type { ChartEvent, FigureEvent, TableEvent } from '../../lab/record/transcript.ts';
import { formatMeasure, formatNumber } from '../../text/quantities.ts';
import { gap, type Row, rowCells, type Span, span, truncate, wrap } from '../../text/spans.ts';

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** Measured figures with their names, beside each other. */
export function figureRows(events: readonly FigureEvent[], cells: number): readonly Row[] {
  const rows: Row[] = [];
  for (const { name, value, unit } of events) {
    const part = [span(`${name}  `), span(formatMeasure(value, unit), 'strong')];
    const last = rows.at(-1);
    const beside = last && [...last, span(' · ', 'dim'), ...part];
    if (beside !== undefined && rowCells(beside) <= cells) rows[rows.length - 1] = beside;
    else rows.push(...wrap(part, cells));
  }
  return rows;
}

/** Horizontal bars, scaled so that the largest fills the width. */
export function chartRows(event: ChartEvent, cells: number): readonly Row[] {
  const unit = event.unit === '' ? '' : `${event.unit} `;
  const about = span(`  ${unit}by ${event.binLabel}`, 'dim');
  const title = wrap([span(event.title, 'strong'), about], cells);
  const labels = event.bins.map((bin) => truncate([span(bin.label)], Math.floor(cells / 3)));
  const figures = event.bins.map((bin) => span(` ${formatNumber(bin.value)}`));
  const labelCells = Math.max(0, ...labels.map(rowCells));
  const figureCells = Math.max(0, ...figures.map((figure) => rowCells([figure])));
  const barCells = Math.max(4, cells - labelCells - 1 - figureCells);
  const largest = Math.max(0, ...event.bins.map((bin) => bin.value));
  const row = (label: Row, bar: string, figure: Span) =>
    truncate(
      [gap(labelCells - rowCells(label)), ...label, gap(1), span(bar, 'request'), figure],
      cells,
    );
  const bars = emptyFolded(event.bins).map(({ index, empty }) => {
    if (empty > 1) return row([span('…', 'dim')], '', span(` 0, ${empty} times`, 'dim'));
    const share = largest > 0 ? (event.bins[index]?.value ?? 0) / largest : 0;
    return row(labels[index] ?? [], barOf(share, barCells), figures[index] ?? span(''));
  });
  return [...title, ...bars];
}

/** So few bins brief tells by their numbers. */
const FEW_BINS = 6;
const COLUMNS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** Few bins by their numbers; many as a line of columns with what the first, the last and the highest stand for. */
export function briefChartRows(event: ChartEvent, cells: number): readonly Row[] {
  const { bins, unit, binLabel } = event;
  const last = bins.at(-1);
  const few = bins.flatMap(({ label, value }, index) => [
    span(`${index === 0 ? '' : ' · '}${label}: `, 'dim'),
    span(formatNumber(value), 'request'),
  ]);
  const title = [span(event.title, 'strong'), span(`  ${unit} by ${binLabel}`, 'dim')];
  if (bins.length <= FEW_BINS && rowCells(few) <= cells) return [...wrap(title, cells), few];
  if (bins.length > cells || last === undefined) return chartRows(event, cells);
  const highest = bins.reduce((most, bin) => (bin.value > most.value ? bin : most), last);
  const column = (value: number) => {
    if (value === 0 || highest.value === 0) return '_';
    const step = Math.ceil((value / highest.value) * COLUMNS.length) - 1;
    return COLUMNS[step] ?? '█';
  };
  const range = `  ${bins[0]?.label ?? ''} to ${last.label}, most ${formatNumber(highest.value)} at ${highest.label}`;
  const picture = bins.map(({ value }) => column(value)).join('');
  return [...wrap(title, cells), ...wrap([span(picture, 'request'), span(range, 'dim')], cells)];
}

/** From here on, bins in a row that hold nothing are told in one row, in number. */
const foldedFrom = 3;

/** The bins by their index, each run of empty ones that is long enough by its first. */
function emptyFolded(bins: ChartEvent['bins']): readonly { index: number; empty: number }[] {
  const shown: { index: number; empty: number }[] = [];
  for (let index = 0; index < bins.length; ) {
    const next = bins.findIndex((bin, at) => at >= index && bin.value !== 0);
    const empty = (next < 0 ? bins.length : next) - index;
    const folded = empty >= foldedFrom ? empty : 0;
    shown.push({ index, empty: folded });
    index += Math.max(1, folded);
  }
  return shown;
}

function barOf(share: number, cells: number): string {
  const filled = Math.round(Math.max(0, share) * cells * 8);
  // A value above nothing is always seen.
  const shown = share > 0 ? Math.max(1, filled) : 0;
  return '█'.repeat(Math.floor(shown / 8)) + (eighths[shown % 8] ?? '');
}

/** How narrow the first column, the labels, may become before a table is told another way. */
const narrowestLabel = 8;

/**
 * Rows under their columns. Where they do not fit, labels and heads are wrapped; then the columns are
 * split; and where not even two fit, each row is a block of `column: value`.
 */
export function tableRows(event: TableEvent, cells: number): readonly Row[] {
  const title = wrap([span(event.title, 'strong')], cells);
  // Without a column there is no room for the values of a row.
  if (event.columns.length === 0) return title;
  const aligned = fittingRows(event, cells) ?? splitRows(event, cells);
  return [...title, ...(aligned ?? recordRows(event, cells))];
}

/** The same for a screen reader: each row a block of `column: value`, ticks and crosses in words. */
export function tableInWords(event: TableEvent, cells: number): readonly Row[] {
  const rows = event.rows.map((row) => row.map((value) => tickWords.get(value) ?? value));
  return [...wrap([span(event.title, 'strong')], cells), ...recordRows({ ...event, rows }, cells)];
}

const tickWords: ReadonlyMap<string, string> = new Map([
  ['✓', 'holds'],
  ['✗', 'broken'],
]);

function fittingRows(event: TableEvent, cells: number): readonly Row[] | undefined {
  for (const head of [(column: string) => [column], partsOf]) {
    const widths = columnWidths(event, head, cells);
    if (widths !== undefined) return alignedRows(event, head, widths);
  }
  return undefined;
}

/** As many columns as fit, then the others below them, each time behind the labels. */
function splitRows(event: TableEvent, cells: number): readonly Row[] | undefined {
  for (let count = event.columns.length - 1; count >= 2; count--) {
    const rows = fittingRows(withColumns(event, 1, count), cells);
    if (rows === undefined) continue;
    const others = withColumns(event, count, event.columns.length);
    const below = fittingRows(others, cells) ?? splitRows(others, cells);
    return below && [...rows, [], ...below];
  }
  return undefined;
}

/** The labels and the columns from `start` up to, not including, `end`. */
function withColumns(event: TableEvent, start: number, end: number): TableEvent {
  const pick = (values: readonly string[]) => [...values.slice(0, 1), ...values.slice(start, end)];
  return { ...event, columns: pick(event.columns), rows: event.rows.map(pick) };
}

/** How the heads of columns are broken: not at all, or behind hyphens and spaces. */
type Head = (column: string) => readonly string[];

const partsOf: Head = (column) => column.split(/(?<=[- ])/).map((part) => part.trimEnd());

/** The width of each column in cells, with the labels wrapped where need be; nothing if it is too much. */
function columnWidths(event: TableEvent, head: Head, cells: number): readonly number[] | undefined {
  const widths = event.columns.map((column, index) =>
    Math.max(
      ...head(column).map((part) => rowCells([span(part)])),
      ...event.rows.map((row) => rowCells([span(row[index] ?? '')])),
    ),
  );
  const [labels = 0, ...values] = widths;
  const room = cells - values.reduce((sum, each) => sum + each + 2, 0);
  return room < Math.min(labels, narrowestLabel) ? undefined : [Math.min(labels, room), ...values];
}

function alignedRows(event: TableEvent, head: Head, widths: readonly number[]): readonly Row[] {
  const isFigure = event.columns.map((_, index) =>
    event.rows.every((row) => /^[\d.,+-]+( ?%| ?\S{1,3})?$/.test(row[index] ?? '')),
  );
  const line = (values: readonly (readonly Row[])[]): readonly Row[] => {
    const height = Math.max(...values.map((rows) => rows.length));
    return Array.from({ length: height }, (_, at) =>
      widths.flatMap((width, index) => {
        const value = values[index]?.[at] ?? [];
        const room = gap(width - rowCells(value));
        const cell = isFigure[index] === true ? [room, ...value] : [...value, room];
        return index === 0 ? cell : [gap(2), ...cell];
      }),
    );
  };
  const label = (text: string, role: 'dim' | 'plain' = 'plain') =>
    wrap([span(text, role)], widths[0] ?? 0);
  const [corner = '', ...heads] = event.columns;
  return [
    ...line([label(corner, 'dim'), ...heads.map((column) => partsAsRows(head(column)))]),
    ...event.rows.flatMap(([first = '', ...others]) =>
      line([label(first), ...others.map((value) => [[span(value)]])]),
    ),
  ];
}

function partsAsRows(parts: readonly string[]): readonly Row[] {
  return parts.map((part) => [span(part, 'dim')]);
}

function recordRows(event: TableEvent, cells: number): readonly Row[] {
  return event.rows.flatMap((row, index) => {
    const members = event.columns.flatMap((column, at) =>
      wrap([span(column === '' ? '' : `${column}: `, 'dim'), span(row[at] ?? '')], cells),
    );
    return index === 0 ? members : [[], ...members];
  });
}
