import type { ChartCompared, ComparisonEvent } from '../../lab/record/transcript.ts';
import { formatNumber } from '../../text/quantities.ts';
import { gap, type Row, rowCells, span, truncate, wrap } from '../../text/spans.ts';
import { type Differences, mainFigure } from '../comparison/differences.ts';
import { chartRows, tableInWords, tableRows } from './chart.ts';

const COLUMNS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/** Fewer bins are read more easily as numbers. */
const FEW_BINS = 6;

/** What scenarios draw of themselves, a line a variant on one scale; if they draw nothing, the figure that says most. */
export function comparedCharts(
  event: ComparisonEvent,
  { figures }: Differences,
  cells: number,
  plain: boolean,
): readonly Row[] {
  const names = event.variants.map(({ name }) => name);
  if (event.charts.length > 0) {
    return event.charts.flatMap((chart, index) => [
      ...(index === 0 ? [] : [[]]),
      ...(plain || chart.labels.length <= FEW_BINS
        ? binTable(chart, names, cells, plain)
        : lines(chart, names, cells)),
    ]);
  }
  const main = mainFigure(figures);
  if (main === undefined || plain) return [];
  const bins = names.map((label, index) => ({ label, value: main.values[index] ?? 0 }));
  const unit = main.unit === 'ms' ? 'ms' : main.unit;
  return chartRows(
    { type: 'chart', at: 0, title: main.name, unit, binLabel: 'variant', bins },
    cells,
  );
}

function binTable(
  { title, unit, labels, values }: ChartCompared,
  names: readonly string[],
  cells: number,
  plain: boolean,
): readonly Row[] {
  const rows = labels.map((label, at) => [
    label,
    ...values.map((ofVariant) => (ofVariant === null ? '–' : formatNumber(ofVariant[at] ?? 0))),
  ]);
  const table = {
    type: 'table',
    at: 0,
    title: unit === '' ? title : `${title}, ${unit}`,
    columns: ['', ...names],
    rows,
  } as const;
  return plain ? tableInWords(table, cells) : tableRows(table, cells);
}

/** A column a bin, as high in all variants for the same value; bins that there is no room for are put together. */
function lines(
  { title, unit, binLabel, labels, values }: ChartCompared,
  names: readonly string[],
  cells: number,
): readonly Row[] {
  const longest = Math.min(16, Math.max(...names.map((name) => name.length)));
  const room = cells - longest - 2;
  const each = Math.ceil(labels.length / room);
  const sums = values.map((ofVariant) => (ofVariant === null ? null : together(ofVariant, each)));
  const highest = Math.max(0, ...sums.flatMap((ofVariant) => ofVariant ?? []));
  const about = `  ${unit} by ${binLabel}, ${labels[0] ?? ''} to ${labels.at(-1) ?? ''}`;
  const head = wrap([span(title, 'strong'), span(about, 'dim')], cells);
  const rows = sums.map((ofVariant, index): Row => {
    const [name = []] = [truncate([span(names[index] ?? '')], longest)];
    const gapAfter = gap(longest - Math.min(longest, (names[index] ?? '').length) + 2);
    if (ofVariant === null) return [...name, gapAfter, span('–', 'dim')];
    const picture = ofVariant.map((value) => columnOf(value, highest)).join('');
    const row = [...name, gapAfter, span(picture, 'request')];
    const longer = [...row, ...most(ofVariant, labels, each)];
    return rowCells(longer) <= cells ? longer : row;
  });
  return [...head, ...rows];
}

function together(values: readonly number[], each: number): readonly number[] {
  return Array.from({ length: Math.ceil(values.length / each) }, (_, at) =>
    values.slice(at * each, (at + 1) * each).reduce((sum, value) => sum + value, 0),
  );
}

function columnOf(value: number, highest: number): string {
  if (value <= 0 || highest <= 0) return '_';
  return COLUMNS[Math.ceil((value / highest) * COLUMNS.length) - 1] ?? '█';
}

function most(values: readonly number[], labels: readonly string[], each: number): Row {
  const highest = Math.max(...values);
  const label = labels[values.indexOf(highest) * each] ?? '';
  return [span(`  most ${formatNumber(highest)} at ${label}`, 'dim')];
}
