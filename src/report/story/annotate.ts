import type { Annotation } from '../../knowledge/fact.ts';
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

/** Where remarks stand in a row that leaves room for it, in cells. */
const remarkColumn = 31;
const between = 2;

/**
 * Puts an annotation beside a row where the width allows, else below it. In `brief` the row is
 * shortened to two rows and the source stands only if there is room.
 */
export function annotated(
  row: Row,
  annotation: Annotation | undefined,
  cells: number,
  detail: 'brief' | 'full',
): readonly Row[] {
  const rows = hanging(row, cells, detail === 'brief' ? 2 : Number.POSITIVE_INFINITY);
  if (annotation === undefined) return rows;
  const text = span(annotation.text, 'remark');
  const source = span(annotation.source, 'source');
  const beside = besideRow(rows, text, cells);
  if (beside === undefined) {
    const whole = [text, gap(between), source];
    const shown = detail === 'full' || rowCells(whole) <= cells - 2 ? whole : [text];
    return [...rows, ...below(shown, cells)];
  }
  const whole = [...beside, gap(between), source];
  if (rowCells(whole) <= cells) return [whole];
  return detail === 'full' ? [beside, ...below([source], cells)] : [beside];
}

/** The only row with the remark beside it, in the remarks' column or right behind; nothing if it is too wide. */
function besideRow(rows: readonly Row[], remark: Span, cells: number): Row | undefined {
  const [row] = rows;
  if (row === undefined || rows.length > 1) return undefined;
  const taken = rowCells(row) + between;
  const column = [Math.max(remarkColumn, taken), taken].find(
    (start) => start + rowCells([remark]) <= cells,
  );
  return column === undefined ? undefined : [...row, gap(column - rowCells(row)), remark];
}

/** Continues what is too long for one row behind a small indent. */
function hanging(row: Row, cells: number, maxRows: number): readonly Row[] {
  if (rowCells(row) <= cells) return [row];
  const [first = [], ...others] = wrapAtMost(row, cells - 2, maxRows);
  return [first, ...indent(others, 2)];
}

function below(row: Row, cells: number): readonly Row[] {
  const [first = [], ...others] = wrap(row, cells - 2);
  return [[span('↳ ', 'dim'), ...first], ...indent(others, 2)];
}
