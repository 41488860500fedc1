import { gap, indent, type Row, rowCells, type Span, span, truncate, wrap } from '../text/spans.ts';
import { ALL_KEYS, keyRow, type NextBeside } from './keys.ts';
import type { Page } from './pages.ts';
import { hasFaults, type Recorded } from './recorded.ts';
import type { Extent, State } from './state.ts';

/** How many columns two variants beside each other need. */
const LEAST_BESIDE = 100;
const BETWEEN = ' │ ';

/** The size of a screen. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A variant and its pages in a width. */
export interface Sheet {
  readonly run: Recorded;
  readonly pages: readonly Page[];
}

/** What is looked at. */
export interface Scene {
  /** What the run is called: `sse-replay`. */
  readonly id: string;
  readonly claim: string;
  /** The variant that is played: its steps are those that are gone through. */
  readonly main: Sheet;
  /** The variants that are seen, in columns. */
  readonly columns: readonly [Sheet, ...Sheet[]];
  /** How many variants there are beside the one that is played. */
  readonly others: number;
  readonly next: NextBeside;
  /** Of the variant that is played nothing is shown that comes later than this lab time, in milliseconds. */
  readonly untilMs?: number;
  /** What is said above the keys. */
  readonly word?: string;
}

/** How many variants there is room for. */
export function columnsFor({ columns }: Size, state: State): 1 | 2 {
  return state.beside > 0 && columns >= LEAST_BESIDE ? 2 : 1;
}

/** How wide a column is, in cells. */
export function columnCells({ columns }: Size, count: 1 | 2): number {
  return count === 1 ? columns : Math.floor((columns - BETWEEN.length) / 2);
}

/** A screen, row by row, and how much there is to look at. */
export function shown(
  scene: Scene,
  state: State,
  size: Size,
): { readonly rows: readonly Row[]; readonly extent: Extent } {
  const { run, pages } = scene.main;
  const page = pages[state.page];
  const head = headRows(scene, state, size);
  const room = Math.max(1, size.rows - head.length - 2);
  const body = bodyRows(scene, state, size, page);
  const extent: Extent = {
    pages: pages.length,
    rows: body.length,
    room,
    others: scene.others,
    hasFaults: hasFaults(run),
  };
  const top = Math.min(state.top, Math.max(0, body.length - room));
  const first = state.over === undefined ? top : topOver(state, room, body.length);
  const seen = body.slice(first, first + room);
  const empty = Array.from({ length: room - seen.length }, () => []);
  const below = body.length - first - seen.length;
  const rows = [
    ...head,
    ...seen,
    ...empty,
    indentRow(statusRow(scene.word, first, below)),
    indentRow(keyRow(state, extent, scene.next, size.columns - 2)),
  ];
  return { rows, extent };
}

function indentRow(row: Row): Row {
  return row.length === 0 ? row : [gap(2), ...row];
}

/** The list follows its mark; keys begin where they were scrolled to. */
function topOver({ over, marked }: State, room: number, rows: number): number {
  const first = over === 'list' ? marked - Math.floor(room / 2) : marked;
  return Math.max(0, Math.min(first, rows - room));
}

function statusRow(word: string | undefined, above: number, below: number): Row {
  if (word !== undefined) return [span(word, 'warning')];
  const parts = [
    ...(above > 0 ? [`↑ ${above} above`] : []),
    ...(below > 0 ? [`↓ ${below} below: space`] : []),
  ];
  return parts.length === 0 ? [] : [span(parts.join(' · '), 'dim')];
}

function headRows({ id, main, columns }: Scene, state: State, size: Size): readonly Row[] {
  const { pages } = main;
  const [{ run }, other] = columns;
  const page = pages[state.page];
  const place =
    page?.step === undefined
      ? ''
      : `step ${page.number} of ${pages.filter(({ step }) => step).length}`;
  const names: Row = [
    gap(2),
    span(id, 'strong'),
    span(' · ', 'dim'),
    ...variantSpans(run),
    ...noFault(run),
  ];
  const cells = size.columns - place.length - 2;
  const brief: Row = [gap(2), variantSpan(run), ...noFault(run)];
  const left = truncate(rowCells(names) < cells ? names : brief, Math.max(8, cells - 1));
  const head: Row = [...left, gap(Math.max(1, cells - rowCells(left))), span(place, 'dim')];
  if (other === undefined) return [head, []];
  const width = columnCells(size, 2);
  return [
    head,
    besideRow([gap(2), ...variantSpans(run)], [gap(2), ...variantSpans(other.run)], width),
  ];
}

function variantSpans(run: Recorded): Row {
  return [variantSpan(run), span(` (${run.kind})`, 'dim')];
}

function variantSpan({ variant, kind }: Recorded): Span {
  return span(variant, kind === 'naive' ? 'warning' : 'good');
}

function noFault({ withoutFaults }: Recorded): Row {
  return withoutFaults ? [span(' · ', 'dim'), span('no fault', 'warning')] : [];
}

function bodyRows(scene: Scene, state: State, size: Size, page: Page | undefined): readonly Row[] {
  if (state.over === 'list') return listRows(scene, state, size);
  if (state.over === 'keys') return helpRows(size);
  const [first, other] = scene.columns;
  const width = columnCells(size, other === undefined ? 1 : 2);
  const isMain = first === scene.main && page !== undefined;
  const left = isMain
    ? pageRows(page, first.run, width, scene.untilMs)
    : sameStep(page, first, width);
  if (other === undefined) return left;
  const right = sameStep(page, other, width);
  const height = Math.max(left.length, right.length);
  return Array.from({ length: height }, (_, at) =>
    besideRow(left[at] ?? [], right[at] ?? [], width),
  );
}

function pageRows(
  page: Page,
  run: Recorded,
  width: number,
  untilMs = Number.POSITIVE_INFINITY,
): readonly Row[] {
  const rows = page.told.flatMap(({ at, rows }) => (at <= untilMs ? rows : []));
  if (page.step !== undefined || run.failure === undefined) return rows;
  const text = [span(`It could not be played to its end: ${run.failure}`, 'warning')];
  return [...rows, [], ...indent(wrap(text, width - 4), 2)];
}

/** The step of another variant; of the last page the last one. */
function sameStep(page: Page | undefined, { run, pages }: Sheet, width: number): readonly Row[] {
  const same =
    page?.step === undefined ? pages.at(-1) : pages.find(({ step }) => step === page.step);
  if (same === undefined) return [[gap(2), span('This variant has no such step.', 'dim')]];
  return pageRows(same, run, width);
}

function besideRow(left: Row, right: Row, width: number): Row {
  const fitting = truncate(left, width);
  return [
    ...fitting,
    gap(width - rowCells(fitting)),
    span(BETWEEN, 'dim'),
    ...truncate(right, width),
  ];
}

function listRows(
  { claim, main: { run, pages } }: Scene,
  state: State,
  { columns }: Size,
): readonly Row[] {
  const longest = Math.max(...pages.map(({ verdicts }) => verdicts.length));
  const list = pages.map(({ step, number, title, verdicts }, index): Row => {
    const isMarked = index === state.marked;
    const mark = span(isMarked ? '▸ ' : '  ', 'request');
    const label = step === undefined ? '   ' : `${String(number).padStart(2)} `;
    const signs = step === undefined ? [] : verdicts.map((holds) => signOf(holds, run));
    const room = Math.max(8, columns - 8 - Math.min(longest, columns - 16));
    const text = truncate([span(title, isMarked ? 'strong' : 'plain')], room);
    return [mark, span(label, 'dim'), ...text, gap(2), ...signs];
  });
  return [...list, [], ...indent(wrap([span(claim, 'dim')], columns - 4), 2)];
}

function signOf(holds: boolean, { withoutFaults }: Recorded): Span {
  if (holds) return span('✓', 'good');
  return withoutFaults ? span('–', 'dim') : span('✗', 'warning');
}

function helpRows({ columns }: Size): readonly Row[] {
  const label = Math.max(...ALL_KEYS.map(([keys]) => keys.length)) + 2;
  return ALL_KEYS.flatMap(([keys, does]) => {
    if (columns < 60)
      return [[gap(2), span(keys, 'strong')], ...indent(wrap([span(does)], columns - 6), 4)];
    const [first = [], ...more] = wrap([span(does)], columns - label - 4);
    const head: Row = [gap(2), span(keys, 'strong'), gap(label - keys.length), ...first];
    return [head, ...indent(more, label + 2)];
  });
}
