import type {
  CheckEvent,
  EndEvent,
  FailureEvent,
  ScenarioEvent,
} from '../../lab/record/transcript.ts';
import { formatBytes, formatCount, formatDuration } from '../../text/quantities.ts';
import {
  gap,
  indent,
  type Row,
  rowCells,
  type Span,
  span,
  truncate,
  wrap,
} from '../../text/spans.ts';
import { madeBy } from '../story/made-by.ts';
import { playCommand } from '../story/play-command.ts';
import type { Taught, TerminalOptions } from '../story/view-options.ts';
import type { Layout } from './layout.ts';

const margin = 2;

/** The scenario's name, claim, and what its naive variant does. */
export function headerRows(
  event: ScenarioEvent,
  layout: Layout,
  detail: 'brief' | 'full',
): readonly Row[] {
  const cells = layout.width - margin;
  const name = [span(event.id, 'strong'), span(`  ${event.title}`)];
  const standard = span(event.standard, 'dim');
  const free = cells - rowCells(name) - rowCells([standard]);
  const rows: Row[] =
    free >= 2
      ? [[...name, gap(free), standard]]
      : [...wrap(name, cells), ...wrap([standard], cells)];
  rows.push(...wrap([span(event.claim)], cells));
  const { variant } = event;
  if (variant.kind === 'naive') {
    const breaks =
      variant.breaks.length === 0 ? '' : ` — expected to break ${variant.breaks.join(', ')}`;
    rows.push(...wrap([span(variant.name, 'warning'), span(`: ${variant.about}${breaks}`)], cells));
  } else if (detail === 'full') {
    rows.push(...wrap([span(variant.name, 'good'), span(`: ${variant.about}`)], cells));
  }
  const params = Object.entries(event.params).map(([key, value]) => `${key} ${value}`);
  if (detail === 'full' && params.length > 0)
    rows.push(...wrap([span(params.join(' · '), 'dim')], cells));
  return indent(rows, margin);
}

/**
 * A check: its promise, who makes it and what was seen; unmistakable if it did not come out as
 * predicted. In brief one that holds has one row if there is room.
 */
export function checkRows(
  event: CheckEvent,
  layout: Layout,
  detail: 'brief' | 'full',
): readonly Row[] {
  const cells = layout.width - margin;
  const column = 2;
  const beside = cells - column;
  const asPredicted = event.holds === (event.predicted === 'holds');
  const sign = event.holds
    ? span('✓ ', asPredicted ? 'good' : 'bad')
    : span('✗ ', asPredicted ? 'warning' : 'bad');
  if (detail === 'brief' && event.holds && asPredicted) {
    return indent(heldInBrief(event, sign, cells), margin);
  }
  const [first = [], ...more] = wrap([span(event.promise)], beside);
  const promise: readonly Row[] = [[sign, ...first], ...indent(more, column)];
  const whose = [span(`${madeBy(event)} · `, 'dim'), span(event.id, 'strong')];
  if (!asPredicted) {
    const verdict = event.holds
      ? 'NOT AS PREDICTED: it holds, and this variant must break it'
      : 'NOT AS PREDICTED: it broke';
    const lines = [
      ...wrap(whose, beside),
      ...wrap([span(verdict, 'bad')], beside),
      ...wrap([span('expected  ', 'dim'), span(event.expected)], beside),
      ...wrap([span('actual    ', 'dim'), span(event.actual, 'bad')], beside),
    ];
    return indent([...promise, ...indent(lines, column)], margin);
  }
  const actual = span(event.actual, event.holds ? 'dim' : 'warning');
  const rows = [...promise, ...indent(wrap([...whose, span(': ', 'dim'), actual], beside), column)];
  if (event.holds) return indent(rows, margin);
  const predicted = [
    span('broken as predicted', 'warning'),
    span(` · expected ${event.expected}`, 'dim'),
  ];
  return indent([...rows, ...indent(wrap(predicted, beside), column)], margin);
}

/** How much of what was seen is worth showing, in cells. */
const LEAST_SEEN = 16;

/** One row if that can be: with who makes the promise and what was seen, or as much of it as there is room for. */
function heldInBrief(event: CheckEvent, sign: Span, cells: number): readonly Row[] {
  const promise = span(event.promise);
  const source = span(` (${madeBy(event)})`, 'dim');
  const seen = span(` · ${event.actual}`, 'dim');
  const rows: readonly Row[] = [
    [sign, promise, source, seen],
    [sign, promise, seen],
    [sign, promise, source],
  ];
  const fitting = rows.find((row) => rowCells(row) <= cells);
  const room = cells - rowCells([sign, promise]);
  // The beginning of what was seen says more than who makes the promise.
  if (fitting === rows[2] && room >= LEAST_SEEN)
    return [[sign, promise, ...truncate([seen], room)]];
  if (fitting !== undefined) return [fitting];
  const [first = [], ...more] = wrap([promise], cells - 2);
  return [[sign, ...first], ...indent(more, 2)];
}

/** The scenario or the lab broke. */
export function failureRows(event: FailureEvent, layout: Layout): readonly Row[] {
  return indent(
    wrap([span(`✗ failed: ${event.code}  `, 'bad'), span(event.text)], layout.width - margin),
    margin,
  );
}

/** Figures of the run and what to look at next. */
export function endRows(
  event: EndEvent,
  scenario: ScenarioEvent | undefined,
  layout: Layout,
  { within = false, taught = nothingTaught }: Pick<TerminalOptions, 'within' | 'taught'> = {},
): readonly Row[] {
  const { totals } = event;
  const figures = [
    formatCount(totals.connections, 'connection'),
    totals.events > 0
      ? formatCount(totals.events, 'event')
      : formatCount(totals.requests, 'request'),
    ...(totals.queries > 0 ? [formatCount(totals.queries, 'query', 'queries')] : []),
    formatBytes(totals.bytes),
    ...(scenario === undefined ? [] : [`seed ${scenario.seed}`]),
    ...(event.realMs > 0 ? [formatDuration(event.realMs)] : []),
  ];
  const cells = layout.width - margin;
  const verdict = event.asPredicted
    ? []
    : wrap([span('✗ Not every check came out as predicted.', 'bad')], cells);
  const next =
    scenario === undefined || scenario.live || within
      ? []
      : [playCommands(scenario), tutorCommands(scenario, taught)];
  return indent(
    [
      ...verdict,
      ...wrap([span(figures.join(' · '), 'dim')], cells),
      ...next.flatMap((commands) => commandRows(commands, cells)),
    ],
    margin,
  );
}

interface NextCommand {
  readonly about: string;
  readonly command: string;
}

function playCommands(scenario: ScenarioEvent): readonly NextCommand[] {
  const { variant, variants } = scenario;
  const other = variants.find((each) => each.kind !== variant.kind);
  const run = playCommand(scenario);
  if (other === undefined) return [{ about: 'Every byte', command: `${run} --wire hex` }];
  return [
    {
      about: other.kind === 'naive' ? 'See it fail' : 'See it hold',
      command: `${run} --variant ${other.name}`,
    },
    { about: 'Side by side', command: `${run} --compare` },
  ];
}

const nothingTaught: Taught = { lessons: new Set(), cards: new Set() };

/** Only what there is: a group may have no lesson yet, and a scenario of one's own has none. */
function tutorCommands(
  { group, file }: ScenarioEvent,
  { lessons, cards }: Taught,
): readonly NextCommand[] {
  if (file !== undefined) return [];
  return [
    ...(lessons.has(group) ? [{ about: 'Learn', command: `apilab learn ${group}` }] : []),
    ...(cards.has(group) ? [{ about: 'Quiz', command: `apilab quiz ${group}` }] : []),
  ];
}

/** The commands in one row where it holds them all, otherwise a row each. */
function commandRows(commands: readonly NextCommand[], cells: number): readonly Row[] {
  const parts = commands.map(({ about, command }) => [
    span(`${about}: `, 'dim'),
    span(command, 'request'),
  ]);
  const joined = parts.flatMap((part, index) =>
    index === 0 ? part : [span(' · ', 'dim'), ...part],
  );
  if (rowCells(joined) <= cells) return joined.length === 0 ? [] : [joined];
  return parts.flatMap((part) => wrap(part, cells));
}
