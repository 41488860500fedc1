import type { Annotation } from '../../knowledge/fact.ts';
import {
  gap,
  indent,
  type Row,
  rowCells,
  type Span,
  span,
  truncate,
  wrap,
  wrapAtMost,
} from '../../text/spans.ts';
import { annotated } from './annotate.ts';
import type { Sight } from './sight.ts';

/** A part of a message: its line, and what is to be said of it. */
export interface Block {
  readonly row: Row;
  readonly remark?: Remark;
  /** Its row for less room, if it can be told in less; shown only where `row` takes more than a row. */
  readonly within?: (cells: number) => Row;
  /** True for what is worth some room on a row, and no row. */
  readonly isExtra?: boolean;
  /** True for what always begins a row. */
  readonly isOwnRow?: boolean;
}

export interface Remark {
  readonly annotation: Annotation;
  /** What it is said of, once a run. */
  readonly subject: string;
  /** True for what is worth some room on a row, and no row. */
  readonly isExtra?: boolean;
}

/** A row and what is to be said of it, if anything. */
export function block(
  row: Row,
  subject: string,
  annotation: Annotation | undefined,
  isExtra = false,
): Block {
  return annotation === undefined ? { row } : { row, remark: { annotation, subject, isExtra } };
}

/** How much of a part that does not fit must have room beside another, in cells; else it goes below. */
const ENOUGH_TO_READ = 24;
const between = span(' · ', 'dim');

/** The rows of blocks: in full each on its own, in brief beside each other as far as there is room. */
export function blockRows(blocks: readonly Block[], sight: Sight): readonly Row[] {
  return sight.detail === 'full' ? inFull(blocks, sight) : inBrief(blocks, sight);
}

function inFull(blocks: readonly Block[], { cells, remarks }: Sight): readonly Row[] {
  return blocks.flatMap(({ row, remark }) =>
    annotated(row, remark && remarks.once(remark.subject, remark.annotation), cells, 'full'),
  );
}

function inBrief(blocks: readonly Block[], sight: Sight): readonly Row[] {
  const { remarks } = sight;
  const rows: Row[] = [];
  /** How wide the last row may be: the first keeps room for what stands at the edge. */
  const cells = (place: number) => sight.cells - (place === 0 ? (sight.edgeCells ?? 0) : 0);
  /** True while something may stand beside what the last row says. */
  let isOpen = false;
  /** What the last row may still be given, if nothing else takes the room. */
  let extra: Remark | undefined;
  const say = (remark: Remark) => {
    const room = cells(rows.length - 1) - rowCells(rows.at(-1) ?? []);
    const said = remarkRows(remark, room, sight.cells);
    if (said === undefined || remarks.once(remark.subject, remark.annotation) === undefined) return;
    isOpen = false;
    if (said.isBeside) rows[rows.length - 1] = [...(rows.at(-1) ?? []), gap(2), ...said.row];
    else rows.push(...said.rows);
  };
  const sayExtra = () => {
    if (extra !== undefined) say(extra);
    extra = undefined;
  };
  for (const { row, within, isExtra, isOwnRow, remark } of blocks) {
    const last = isOpen && !isOwnRow ? rows.at(-1) : undefined;
    const taken = last === undefined ? 0 : rowCells(last) + rowCells([between]);
    const beside = fitting(row, within, cells(rows.length - 1) - taken);
    if (last !== undefined && beside !== undefined) {
      rows[rows.length - 1] = [...last, between, ...beside];
      extra = undefined;
    } else if (isExtra && rows.length > 0) continue;
    else {
      sayExtra();
      rows.push(...ownRows(row, within, cells(rows.length)));
    }
    isOpen = true;
    if (remark === undefined) continue;
    if (remark.isExtra) extra = remark;
    else say(remark);
  }
  sayExtra();
  return rows;
}

function ownRows(row: Row, within: Block['within'], cells: number): readonly Row[] {
  return within !== undefined && rowCells(row) > cells ? [within(cells)] : hanging(row, cells);
}

/** What stands in the room that is left: the row, or enough of its beginning. */
function fitting(row: Row, within: Block['within'], room: number): Row | undefined {
  if (rowCells(row) <= room) return row;
  return within !== undefined && room >= ENOUGH_TO_READ ? within(room) : undefined;
}

type Said =
  | { readonly isBeside: true; readonly row: Row }
  | { readonly isBeside: false; readonly rows: readonly Row[] };

/** A remark beside its row or below it; the source stands only if there is room. */
function remarkRows(
  { annotation, isExtra }: Remark,
  room: number,
  cells: number,
): Said | undefined {
  const text = span(annotation.text, 'remark');
  const sourced: Row = [text, gap(2), span(annotation.source, 'source')];
  const beside = [sourced, [text]].find((row) => rowCells(row) + 2 <= room);
  if (beside !== undefined) return { isBeside: true, row: beside };
  if (isExtra) return undefined;
  const shown = rowCells(sourced) <= cells - 2 ? sourced : [text];
  const [first = [], ...others] = wrap(shown, cells - 2);
  return { isBeside: false, rows: [[span('↳ ', 'dim'), ...first], ...indent(others, 2)] };
}

/** Continues what is too long for one row behind a small indent, on one more at the most. */
function hanging(row: Row, cells: number): readonly Row[] {
  if (rowCells(row) <= cells) return [row];
  const [first = [], ...others] = wrapAtMost(row, cells - 2, 2);
  return [first, ...indent(others, 2)];
}

/** A row that can be cut, and says how long it is if it was. */
export function cuttable(row: Row, length?: Span): Block {
  const tail = length === undefined ? [] : [length];
  return { row, within: (cells) => [...truncate(row, cells - rowCells(tail)), ...tail] };
}
