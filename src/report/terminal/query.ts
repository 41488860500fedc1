import type { QueryEvent } from '../../lab/transcript.ts';
import { formatCount, formatDuration } from '../quantities.ts';
import { gap, type Row, rowCells, type Span, span, truncate, wrap } from './spans.ts';

/** A statement on one row with its rows and time; in full, wrapped and with its parameters. */
export function queryRows(
  event: QueryEvent,
  cells: number,
  detail: 'brief' | 'full',
): readonly Row[] {
  const sql = span(event.sql.replace(/\s+/g, ' ').trim());
  // Lab time stands still meanwhile; this is what the machine really took.
  const took = event.durationUs > 0 ? `, took ${formatDuration(event.durationUs / 1_000)}` : '';
  const figures = span(`  (${formatCount(event.rows, 'row')}${took})`, 'dim');
  if (detail === 'brief') return briefRows(sql, figures, cells);
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
