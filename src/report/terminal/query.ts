import type { QueryEvent } from '../../lab/transcript.ts';
import { formatCount, formatDuration } from '../quantities.ts';
import { type Row, rowCells, span, truncate, wrap } from './spans.ts';

/** A statement on one row with its rows and time; in full, wrapped and with its parameters. */
export function queryRows(
  event: QueryEvent,
  cells: number,
  detail: 'brief' | 'full',
): readonly Row[] {
  const sql = span(event.sql.replace(/\s+/g, ' ').trim());
  const took = event.durationUs > 0 ? `, ${formatDuration(event.durationUs / 1_000)}` : '';
  const figures = span(`  (${formatCount(event.rows, 'row')}${took})`, 'dim');
  if (detail === 'brief') return [[...truncate([sql], cells - rowCells([figures])), figures]];
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
