import type { MessageEvent } from '../../lab/transcript.ts';
import type { Message, Problem } from '../../wire/types.ts';
import { formatBytes } from '../quantities.ts';
import { httpEndRows, httpRows, type Sight } from './http.ts';
import { type Row, span, truncate, wrap } from './spans.ts';
import { sseRows } from './sse.ts';

/** The rows of one message with its problems and whether it arrived. None where it says nothing in `brief`. */
export function messageRows(
  event: MessageEvent,
  sight: Sight,
  deliveredBytes: number | undefined,
): readonly Row[] {
  const { message } = event;
  const rows = [
    ...contentRows(message, sight),
    ...message.problems.flatMap((problem) => problemRows(problem, sight)),
    ...deliveryRows(event, sight, deliveredBytes),
  ];
  return rows;
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
  const source = problem.source === undefined ? [] : [span(`  ${problem.source}`, 'dim')];
  return wrap([span(`! ${problem.text}`, 'warning'), ...source], sight.cells);
}

function deliveryRows(
  event: MessageEvent,
  sight: Sight,
  deliveredBytes: number | undefined,
): readonly Row[] {
  if (event.delivery === 'whole') return [];
  if (event.delivery === 'none') return wrap([span('╳ never delivered', 'fault')], sight.cells);
  const length = event.message.end - event.message.start;
  const cut =
    deliveredBytes === undefined
      ? 'only a part was delivered'
      : `cut after ${deliveredBytes} of ${length} bytes`;
  return wrap([span(`╳ ${cut}`, 'fault')], sight.cells);
}
