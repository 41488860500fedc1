import type { MessageEvent } from '../../lab/record/transcript.ts';
import type { Delivery } from '../../tap/events.ts';
import { formatBytes } from '../../text/quantities.ts';
import { gap, type Row, rowCells, span, truncate, wrap } from '../../text/spans.ts';
import type { Message, Problem } from '../../wire/types.ts';
import { httpEndRows, httpRows, type Sight } from './http.ts';
import { http2Rows, isHousekeeping } from './http2.ts';
import { sseRows } from './sse.ts';
import { tlsRows } from './tls.ts';
import { websocketRows } from './websocket.ts';

/**
 * True for what is on the wire and says nothing to a reader in a hurry: the end of a body, a stray
 * blank line, frames that only keep HTTP/2 going, and the end of a stream on a connection of which it was told that it is `broken`.
 */
export function isSilent({ message }: MessageEvent, broken: boolean): boolean {
  if (message.kind === 'http-end' && broken) return true;
  if (message.problems.length > 0) return false;
  if (message.kind === 'http-end') return message.complete && message.trailers.length === 0;
  if (message.kind === 'http2-preface') return true;
  if (message.kind === 'http2-frame') return isHousekeeping(message);
  if (message.kind !== 'sse-event' || message.outcome !== 'empty') return false;
  const { id, retryMs, comments, data } = message;
  return id === undefined && retryMs === undefined && comments.length === 0 && data === '';
}

/** The rows of one message with its problems and whether it arrived. */
export function messageRows(event: MessageEvent, sight: Sight): readonly Row[] {
  const { message } = event;
  // Where a stream breaks off, that is all there is to say; in full it is said by everyone who noticed.
  if (sight.detail === 'brief' && message.kind === 'http-end' && !message.complete) {
    return contentRows(message, sight);
  }
  const rows = contentRows(message, sight);
  const undelivered = deliveryRow(event.delivery);
  if (undelivered === undefined) return [...rows, ...problemsOf(message, sight)];
  const [only] = rows;
  if (sight.detail === 'brief' && only !== undefined && rows.length === 1) {
    const room = sight.cells - rowCells(undelivered) - 2;
    // That a frame never arrived says more than its last letters.
    const shortened = isHttp(message) ? only : truncate(only, room);
    if (message.problems.length === 0 && rowCells(shortened) <= room)
      return [[...shortened, gap(2), ...undelivered]];
  }
  return [...rows, ...problemsOf(message, sight), ...wrap(undelivered, sight.cells)];
}

function problemsOf(message: Message, sight: Sight): readonly Row[] {
  return message.problems.flatMap((problem) => problemRows(problem, sight));
}

function isHttp({ kind }: Message): boolean {
  return kind === 'http-request' || kind === 'http-response';
}

function contentRows(message: Message, sight: Sight): readonly Row[] {
  switch (message.kind) {
    case 'http-request':
    case 'http-response':
      return httpRows(message, sight);
    case 'http-end':
      return httpEndRows(message, sight);
    case 'sse-event':
      return sseRows(message, sight.cells, sight.detail);
    case 'ws-frame':
      return websocketRows(message, sight);
    case 'tls-record':
      return tlsRows(message, sight);
    case 'http2-frame':
      return http2Rows(message, sight);
    case 'http2-preface':
    case 'bytes':
      return summaryRows(message, sight);
    case 'malformed':
      return summaryRows(message, sight);
  }
}

function summaryRows(message: Message, sight: Sight): readonly Row[] {
  const row = [
    span(message.summary),
    span(`  (${formatBytes(message.end - message.start)})`, 'dim'),
  ];
  return sight.detail === 'brief' ? [truncate(row, sight.cells)] : wrap(row, sight.cells);
}

function problemRows(problem: Problem, sight: Sight): readonly Row[] {
  const source = problem.source === undefined ? [] : [gap(2), span(problem.source, 'source')];
  return wrap([span(`! ${problem.text}`, 'warning'), ...source], sight.cells);
}

function deliveryRow(delivery: Delivery): Row | undefined {
  if (delivery === 'whole') return undefined;
  const text = delivery === 'none' ? 'never delivered' : 'only a part was delivered';
  return [span(`╳ ${text}`, 'fault')];
}
