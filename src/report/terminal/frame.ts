import type {
  CheckEvent,
  EndEvent,
  FailureEvent,
  ScenarioEvent,
} from '../../lab/record/transcript.ts';
import { cellCount } from '../../text/cells.ts';
import { formatBytes, formatCount, formatDuration } from '../../text/quantities.ts';
import {
  gap,
  indent,
  type Row,
  rowCells,
  type Span,
  span,
  wrap,
  wrapAtMost,
} from '../../text/spans.ts';
import { failureText } from '../story/failure-text.ts';
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
  const opening = [...wrap(name, cells), ...wrap([span(event.claim)], cells)];
  const rows = [...withStandard(opening, event.standard, cells, detail)];
  const { variant } = event;
  if (variant.kind === 'naive') {
    const about = [span(variant.name, 'warning'), span(`: ${variant.about}`)];
    const bare = wrap(about, cells);
    const whole = wrap([...about, span(brokenBy(event), 'dim')], cells);
    // Each broken check says so again.
    rows.push(...(detail === 'full' || whole.length === bare.length ? whole : bare));
  } else if (detail === 'full') {
    rows.push(...wrap([span(variant.name, 'good'), span(`: ${variant.about}`)], cells));
  }
  const params = Object.entries(event.params).map(([key, value]) => `${key} ${value}`);
  if (detail === 'full' && params.length > 0)
    rows.push(...wrap([span(params.join(' · '), 'dim')], cells));
  return indent(rows, margin);
}

/** How many promises a naive variant is to break: which, its checks say. */
function brokenBy({ variant: { breaks } }: ScenarioEvent): string {
  return breaks.length === 0 ? '' : ` — it must break ${formatCount(breaks.length, 'promise')}`;
}

/**
 * Name and claim with the standard at the right edge of the first row that has room for it; if none has,
 * below them, and in brief nowhere: the checks say where their promises stand.
 */
function withStandard(
  rows: readonly Row[],
  standard: string,
  cells: number,
  detail: 'brief' | 'full',
): readonly Row[] {
  const row = [span(standard, 'dim')];
  const place = rows.findIndex((each) => rowCells(each) + rowCells(row) + 2 <= cells);
  const beside = rows[place];
  if (beside !== undefined) {
    const free = cells - rowCells(beside) - rowCells(row);
    return rows.with(place, [...beside, gap(free), ...row]);
  }
  return detail === 'full' ? [...rows, ...wrap(row, cells)] : rows;
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
  if (detail === 'brief' && asPredicted) {
    return indent(brokenInBrief(event, sign, cells), margin);
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

/** The promise on a row, and below it what was seen in its place. */
function brokenInBrief(event: CheckEvent, sign: Span, cells: number): readonly Row[] {
  const column = 2;
  const promise = span(event.promise);
  const sourced: Row = [sign, promise, span(` (${madeBy(event)})`, 'dim')];
  const [first = [], ...more] = wrap([promise], cells - column);
  const promised: readonly Row[] =
    rowCells(sourced) <= cells ? [sourced] : [[sign, ...first], ...indent(more, column)];
  const seen = [span('broken as predicted: ', 'warning'), span(event.actual, 'warning')];
  const beside = [...seen, span(` · expected ${event.expected}`, 'dim')];
  // What was seen is told whole if two rows hold it; of what was expected, the words that fit.
  const most = rowCells(seen) + LEAST_SEEN <= cells - column ? 1 : 2;
  return [...promised, ...indent(wrapAtMost(beside, cells - column, most), column)];
}

/** How much of what was seen is worth showing, in cells. */
const LEAST_SEEN = 16;

/** Between two things that were seen. */
const SEPARATOR = ' · ';

/**
 * As many of the things that were seen as fit, or as many words of the first: what is cut inside a
 * word or a number is read as another one.
 */
function wholeWords(seen: string, cells: number): string | undefined {
  if (cells < LEAST_SEEN) return undefined;
  // Nothing after that fits on a row, and the text may be megabytes long.
  const [, first = '', ...others] = seen.slice(0, 1_024).split(SEPARATOR);
  const words = first.split(' ');
  const upTo = (count: number) =>
    ['', first, ...others]
      .slice(0, count + 1)
      .join(SEPARATOR)
      .concat(SEPARATOR, '…');
  const upToWord = (count: number) =>
    `${SEPARATOR}${words.slice(0, count).join(' ').replace(/[,;]$/, '')} …`;
  const things = others.findLastIndex((_, at) => cellCount(upTo(at + 1)) <= cells) + 1;
  if (things > 0) return upTo(things);
  const most = words.findLastIndex((_, at) => cellCount(upToWord(at + 1)) <= cells) + 1;
  return most > 0 ? upToWord(most) : undefined;
}

/** One row if that can be: with who makes the promise and what was seen, or as much of it as there is room for. */
function heldInBrief(event: CheckEvent, sign: Span, cells: number): readonly Row[] {
  const promise = span(event.promise);
  const source = span(` (${madeBy(event)})`, 'dim');
  const seen = span(`${SEPARATOR}${event.actual}`, 'dim');
  const rows: readonly Row[] = [
    [sign, promise, source, seen],
    [sign, promise, seen],
    [sign, promise, source],
  ];
  const fitting = rows.find((row) => rowCells(row) <= cells);
  const begun = wholeWords(seen.text, cells - rowCells([sign, promise]));
  // The beginning of what was seen says more than who makes the promise.
  if (fitting === rows[2] && begun !== undefined) return [[sign, promise, span(begun, 'dim')]];
  if (fitting !== undefined) return [fitting];
  const [first = [], ...more] = wrap([promise], cells - 2);
  return [[sign, ...first], ...indent(more, 2)];
}

/** The scenario or the lab broke. */
export function failureRows(event: FailureEvent, layout: Layout): readonly Row[] {
  return indent(
    wrap(
      [span(`✗ failed: ${event.code}  `, 'bad'), span(failureText(event))],
      layout.width - margin,
    ),
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
      : [...playCommands(scenario), ...tutorCommands(scenario, taught)];
  return indent(
    [...verdict, ...wrap([span(figures.join(' · '), 'dim')], cells), ...commandRows(next, cells)],
    margin,
  );
}

interface NextCommand {
  readonly about: string;
  readonly command: string;
  /** True for what is worth some room on a row, and no row. */
  readonly isExtra?: boolean;
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
    { about: 'Side by side', command: '--compare', isExtra: true },
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

/** The commands, as many beside each other as there is room for; none is cut. */
function commandRows(commands: readonly NextCommand[], cells: number): readonly Row[] {
  const rows: Row[] = [];
  let waiting: Row | undefined;
  const add = (part: Row): boolean => {
    const last = rows.at(-1);
    const beside = last && [...last, span(' · ', 'dim'), ...part];
    if (beside === undefined || rowCells(beside) > cells) return false;
    rows[rows.length - 1] = beside;
    return true;
  };
  for (const { about, command, isExtra } of commands) {
    const part = [span(`${about}: `, 'dim'), span(command, 'request')];
    if (!add(part)) {
      if (isExtra) waiting = part;
      else rows.push(...wrap(part, cells));
    }
    if (waiting !== undefined && waiting !== part && add(waiting)) waiting = undefined;
  }
  return rows;
}
