import type { QueryEvent } from '../../lab/record/transcript.ts';
import { formatCount, formatDuration } from '../../text/quantities.ts';
import { type Row, rowCells, span, truncate, wrap } from '../../text/spans.ts';
import type { Sight } from './sight.ts';

/** A statement with its rows, on one row; in full, wrapped, with its parameters and the real time it took. */
export function queryRows(event: QueryEvent, { cells, detail }: Sight): readonly Row[] {
  const sql = span(event.sql.replace(/\s+/g, ' ').trim());
  // Lab time stands still meanwhile; this is what the machine really took.
  const took = event.durationUs > 0 ? `, took ${formatDuration(event.durationUs / 1_000)}` : '';
  const figures = span(`  (${formatCount(event.rows, 'row')}${took})`, 'dim');
  if (detail === 'brief') {
    const rows = span(`  (${formatCount(event.rows, 'row')})`, 'dim');
    return [[...truncate([sql], cells - rowCells([rows])), rows]];
  }
  const parameters =
    event.parameters.length === 0 ? [] : [span(`  ${JSON.stringify(event.parameters)}`, 'dim')];
  return wrap([sql, ...parameters, figures], cells);
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
