import type { QueryEvent } from '../../lab/record/transcript.ts';
import { formatCount, formatDuration } from '../../text/quantities.ts';
import { gap, type Row, rowCells, type Span, span, truncate, wrap } from '../../text/spans.ts';
import type { Sight } from './sight.ts';

/** A statement with its rows and time, on one row where it was shown before; in full, wrapped and with its parameters. */
export function queryRows(event: QueryEvent, { cells, detail, remarks }: Sight): readonly Row[] {
  const sql = span(event.sql.replace(/\s+/g, ' ').trim());
  // Lab time stands still meanwhile; this is what the machine really took.
  const took = event.durationUs > 0 ? `, took ${formatDuration(event.durationUs / 1_000)}` : '';
  const figures = span(`  (${formatCount(event.rows, 'row')}${took})`, 'dim');
  if (detail === 'brief') {
    // A statement that was read before is recognised by its beginning.
    if (remarks.isNew(`query ${queryLikeness(event)}`)) return briefRows(sql, figures, cells);
    return [[...truncate([sql], cells - rowCells([figures])), figures]];
  }
  const parameters =
    event.parameters.length === 0 ? [] : [span(`  ${JSON.stringify(event.parameters)}`, 'dim')];
  return wrap([sql, ...parameters, figures], cells);
}

function briefRows(sql: Span, figures: Span, cells: number): readonly Row[] {
  if (rowCells([sql, figures]) <= cells) return [[sql, figures]];
  const [first = [], ...others] = wrap([sql], cells - 2);
  if (others.length === 0)
    return [first, truncate([gap(2), { ...figures, text: figures.text.trimStart() }], cells)];
  const rest = others.flatMap((row, index) => (index === 0 ? row : [gap(1), ...row]));
  const room = cells - 2 - rowCells([figures]);
  return [first, truncate([gap(2), ...truncate(rest, room), figures], cells)];
}

/** Equal for statements that differ only in their values: the sign of N+1 queries. */
export function queryLikeness(event: QueryEvent): string {
  const shape = event.sql
    .replace(/'(?:[^']|'')*'/g, '?')
    .replace(/\b\d+(?:\.\d+)?\b/g, '?')
    .replace(/\?(?:\s*,\s*\?)+/g, '?')
    .replace(/\s+/g, ' ')
    .trim();
  return `${event.client}\n${event.database}\n${shape}`;
}
