import { formatDuration, formatNumber } from '../../text/quantities.ts';
import { type Row, rowCells, type Span, span, truncate, wrap } from '../../text/spans.ts';
import type { SseEvent } from '../../wire/types.ts';
import { compactJson } from './json.ts';
import { textRows } from './long-text.ts';

/** How much of long data must fit beside its id, in cells; else it goes below. */
const enoughToRead = 24;

/** A block of an event stream on one row: `id: 1 · event: price · {…}`; in full, its data below it. */
export function sseRows(
  message: SseEvent,
  cells: number,
  detail: 'brief' | 'full',
  edgeCells = 0,
): readonly Row[] {
  const head = headOf(message, 'event: ');
  const rows =
    detail === 'full' ? fullRows(message, head, cells) : briefRows(message, head, cells, edgeCells);
  if (message.outcome !== 'unfinished') return rows;
  return [
    ...rows,
    ...wrap(
      [span('! the stream ends inside this event, so a client discards it', 'warning')],
      cells,
    ),
  ];
}

/** What stands before the data; the type of the event behind `label`. */
function headOf(message: SseEvent, label: string): readonly Span[] {
  const parts: Span[][] = [];
  if (message.id !== undefined) parts.push([span('id: ', 'dim'), span(message.id, 'strong')]);
  if (message.outcome === 'event' && message.event !== 'message')
    parts.push([span(label, 'dim'), span(message.event)]);
  if (message.retryMs !== undefined)
    parts.push([span('retry: ', 'dim'), span(retryText(message.retryMs))]);
  for (const comment of message.comments) parts.push([span(`: ${comment.trimStart()}`, 'dim')]);
  return parts.flatMap((part, index) => (index === 0 ? part : [span(' · ', 'dim'), ...part]));
}

function briefRows(
  message: SseEvent,
  head: readonly Span[],
  cells: number,
  edgeCells: number,
): readonly Row[] {
  if (!hasData(message)) return head.length === 0 ? [] : [truncate(head, cells - edgeCells)];
  const data = span(compactJson(message.data));
  const separated = head.length === 0 ? [] : [...head, span(' · ', 'dim')];
  const whole = [...separated, data];
  // The type of an event is recognised without its label.
  const shorter = [...headOf(message, ''), span(' · ', 'dim'), data];
  const beside = [whole, shorter].find((row) => rowCells(row) <= cells - edgeCells);
  if (beside !== undefined) return [beside];
  if (edgeCells > 0 && rowCells(whole) <= cells) return [truncate(whole, cells - edgeCells)];
  // Data that fits on a row of its own is better whole below than cut beside its id.
  if (rowCells([data]) <= cells) return [truncate(head, cells), [data]];
  const length = span(`  (${formatNumber(Buffer.byteLength(message.data))} bytes)`, 'dim');
  const room = cells - rowCells([length]);
  if (rowCells(separated) + enoughToRead <= room) return [[...truncate(whole, room), length]];
  return [
    ...(head.length === 0 ? [] : [truncate(head, cells)]),
    [...truncate([data], room), length],
  ];
}

function fullRows(message: SseEvent, head: readonly Span[], cells: number): readonly Row[] {
  const rows = [...wrap(head, cells)];
  if (hasData(message)) rows.push(...textRows(message.data, cells));
  if (rows.length === 0) rows.push([span('(a block that dispatches nothing)', 'dim')]);
  return rows;
}

function hasData(message: SseEvent): boolean {
  return message.outcome === 'event' || message.data !== '';
}

function retryText(retryMs: number): string {
  const spoken = formatDuration(retryMs);
  return retryMs < 1_000 ? spoken : `${retryMs} ms (${spoken})`;
}
