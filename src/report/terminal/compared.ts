import type { CheckCompared, ComparisonEvent, TableEvent } from '../../lab/record/transcript.ts';
import { gap, indent, type Row, rowCells, span, wrap } from '../../text/spans.ts';
import {
  type Differences,
  differencesOf,
  figureName,
  figureText,
  isForeseen,
  verdictOf,
} from '../comparison/differences.ts';
import { playCommand } from '../story/play-command.ts';
import { tableInWords, tableRows } from './chart.ts';
import { comparedCharts } from './compared-charts.ts';
import type { Layout } from './layout.ts';

const MARGIN = 2;
/** How wide the promises stand beside the variants, and how narrow a variant may become, in cells. */
const LEAST_LABEL = 22;
const MOST_LABEL = 44;
const LEAST_COLUMN = 14;
const BETWEEN = 2;

type Seen = NonNullable<CheckCompared['seen'][number]>;

/** How variants compare: what differs, check by check; figures; a chart. Never wider than the layout. */
export function comparedRows(
  event: ComparisonEvent,
  layout: Layout,
  plain: boolean,
): readonly Row[] {
  const cells = layout.width - MARGIN;
  const differences = differencesOf(event);
  const blocks = [
    headRows(event, cells),
    variantRows(event, cells),
    checkBlock(event, differences, cells, plain),
    figureRows(event, differences, cells, plain),
    comparedCharts(event, differences, cells, plain),
    endRows(event, cells),
  ].filter((rows) => rows.length > 0);
  return indent(
    blocks.flatMap((rows, index) => (index === 0 ? rows : [[], ...rows])),
    MARGIN,
  );
}

function headRows({ id, title, claim, standard }: ComparisonEvent, cells: number): readonly Row[] {
  const name: Row = [span(id, 'strong'), span(`  ${title}`)];
  const source = span(standard, 'dim');
  const free = cells - rowCells(name) - rowCells([source]);
  const first: readonly Row[] =
    free >= 2 ? [[...name, gap(free), source]] : [...wrap(name, cells), ...wrap([source], cells)];
  return [...first, ...wrap([span(claim)], cells)];
}

function variantRows({ variants }: ComparisonEvent, cells: number): readonly Row[] {
  return variants.flatMap(({ name, kind, about }) =>
    hanging(
      [span(name, kind === 'naive' ? 'warning' : 'good'), span(` (${kind})  `, 'dim'), span(about)],
      cells,
    ),
  );
}

function hanging(row: Row, cells: number): readonly Row[] {
  const [first = []] = wrap(row, cells);
  const rest = wrap(row, cells - 2);
  // What fits on one row needs no room below it.
  return rowCells(row) <= cells ? [first] : [rest[0] ?? [], ...indent(rest.slice(1), 2)];
}

function checkBlock(
  event: ComparisonEvent,
  { checks, alike }: Differences,
  cells: number,
  plain: boolean,
): readonly Row[] {
  const more = alike === undefined ? [] : wrap([span(alike, 'dim')], cells);
  if (checks.length === 0) return more;
  const names = event.variants.map(({ name }) => name);
  const beside = plain ? undefined : besideRows(checks, names, cells);
  return [
    ...(beside ?? stackedRows(checks, names, cells)),
    ...(more.length > 0 ? [[], ...more] : []),
  ];
}

/** A row a check and a column a variant; nothing if the columns would be too narrow. */
function besideRows(
  checks: readonly CheckCompared[],
  names: readonly string[],
  cells: number,
): readonly Row[] | undefined {
  const count = names.length;
  const room = cells - count * BETWEEN;
  const label = Math.min(MOST_LABEL, Math.max(LEAST_LABEL, Math.floor(room / (count + 1))));
  const column = Math.floor((room - label) / count);
  const longest = Math.max(...names.map((name) => name.length));
  if (column < Math.max(LEAST_COLUMN, Math.min(longest, 24))) return undefined;
  const line = (parts: readonly (readonly Row[])[]): readonly Row[] => {
    const height = Math.max(...parts.map((rows) => rows.length));
    return Array.from({ length: height }, (_, at) =>
      parts.flatMap((rows, index) => {
        const row = rows[at] ?? [];
        const width = index === 0 ? label : column;
        return [...(index === 0 ? [] : [gap(BETWEEN)]), ...row, gap(width - rowCells(row))];
      }),
    );
  };
  const head = line([
    [[span('What differs', 'strong')]],
    ...names.map((name) => wrap([span(name, 'strong')], column)),
  ]);
  return [
    ...head,
    ...checks.flatMap(({ promise, seen }) =>
      line([wrap([span(promise)], label), ...seen.map((each) => cellRows(each, column))]),
    ),
  ];
}

/** A promise, then a row a variant: for many variants, and for narrow terminals. */
function stackedRows(
  checks: readonly CheckCompared[],
  names: readonly string[],
  cells: number,
): readonly Row[] {
  const longest = Math.min(20, Math.max(...names.map((name) => name.length)));
  return [
    [span('What differs', 'strong')],
    ...checks.flatMap(({ promise, seen }, index) => [
      ...(index === 0 ? [] : [[]]),
      ...hanging([span(promise)], cells),
      ...seen.flatMap((each, at) => {
        const name = names[at] ?? '';
        const [sign = [], ...texts] = cellParts(each);
        const rest = wrap(texts.flat(), Math.max(10, cells - longest - 6));
        const [first = [], ...more] = rest;
        const head: Row = [...sign, span(name.padEnd(longest)), gap(2), ...first];
        return indent([head, ...indent(more, longest + 4)], 2);
      }),
    ]),
  ];
}

function cellRows(seen: Seen | null, cells: number): readonly Row[] {
  const [sign = [], ...texts] = cellParts(seen);
  const [first = [], ...more] = wrap(texts.flat(), cells - rowCells(sign));
  return [[...sign, ...first], ...indent(more, rowCells(sign))];
}

/** The sign of what was seen, then the words for it. */
function cellParts(seen: Seen | null): readonly Row[] {
  if (seen === null) return [[span('– ', 'dim')], [span('not checked', 'dim')]];
  const foreseen = isForeseen(seen);
  const role = foreseen ? (seen.holds ? 'good' : 'warning') : 'bad';
  return [
    [span(seen.holds ? '✓ ' : '✗ ', role)],
    ...(foreseen ? [] : [[span('NOT AS PREDICTED ', 'bad')]]),
    [span(seen.actual, seen.holds ? 'dim' : 'plain')],
  ];
}

function figureRows(
  { variants }: ComparisonEvent,
  { figures }: Differences,
  cells: number,
  plain: boolean,
): readonly Row[] {
  if (figures.length === 0) return [];
  const table: TableEvent = {
    type: 'table',
    at: 0,
    title: 'Figures',
    columns: ['', ...variants.map(({ name }) => name)],
    rows: figures.map((figure) => [
      figureName(figure),
      ...figure.values.map((value) => figureText(figure, value)),
    ]),
  };
  return plain ? tableInWords(table, cells) : tableRows(table, cells);
}

function endRows(event: ComparisonEvent, cells: number): readonly Row[] {
  const all = event.variants.every(({ asPredicted }) => asPredicted);
  const other = event.variants.find(({ kind }) => kind === 'naive') ?? event.variants[0];
  const command = playCommand(event);
  const commands: readonly Row[] = [
    [span('Step by step: ', 'dim'), span(`${command} --variant ${other?.name ?? ''}`, 'request')],
    [span('With the runs: ', 'dim'), span(`${command} --runs`, 'request')],
  ];
  return [
    ...wrap([span(verdictOf(event), all ? 'dim' : 'bad')], cells),
    ...commands.flatMap((row) => wrap(row, cells)),
  ];
}
