import type { Annotation } from '../../knowledge/fact.ts';
import { gap, indent, type Row, rowCells, span, wrap, wrapAtMost } from './spans.ts';

/** Where remarks stand in a row that leaves room for it, in cells. */
const remarkColumn = 31;
const between = 2;

/**
 * Puts an annotation beside a row where the width allows, else below it. In `brief` the row is
 * shortened to two rows and the source stands only where there is room.
 */
export function annotated(
  row: Row,
  annotation: Annotation | undefined,
  cells: number,
  detail: 'brief' | 'full',
): readonly Row[] {
  const rows = detail === 'brief' ? wrapAtMost(row, cells, 2) : wrap(row, cells);
  if (annotation === undefined) return rows;
  const text = span(annotation.text, 'remark');
  const source = [gap(between), span(annotation.source, 'dim')];
  const only = rows.length === 1 ? rows[0] : undefined;
  if (only !== undefined) {
    const taken = rowCells(only) + between;
    const column = [remarkColumn, taken].find(
      (start) => start >= taken && start + rowCells([text]) <= cells,
    );
    if (column !== undefined) {
      const beside = [...only, gap(column - rowCells(only)), text];
      if (rowCells(beside) + rowCells(source) <= cells) return [[...beside, ...source]];
      return detail === 'full'
        ? [beside, ...below([span(annotation.source, 'dim')], cells)]
        : [beside];
    }
  }
  const whole = [text, ...source];
  if (rowCells(whole) <= cells - 2) return [...rows, ...below(whole, cells)];
  // A source is read as one thing, so it moves to its own row rather than break.
  const own = detail === 'full' ? below([span(annotation.source, 'dim')], cells) : [];
  return [...rows, ...below([text], cells), ...own];
}

function below(row: Row, cells: number): readonly Row[] {
  return indent(wrap(row, cells - 2), 2);
}
