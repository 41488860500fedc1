import type { SseEvent } from '../../../wire/types.ts';
import { sseRows } from '../sse.ts';
import type { ToldKind } from './kind.ts';

export const sseEvent: ToldKind<SseEvent> = {
  nouns: () => ['event', 'events'],
  rows: (message, { cells, detail, edgeCells }) => sseRows(message, cells, detail, edgeCells),
  lines: sseLines,
  sort: (message) => (isEventless(message) ? `retry ${message.retryMs}` : ''),
  talk: ({ exchange }) => `exchange ${exchange}`,
  isSilent: (message) => isEventless(message) && saysNothing(message),
  routine: (message) =>
    isEventless(message) && message.comments.length === 0 ? `retry ${message.retryMs}` : undefined,
  isHerd: () => false,
  kept: ({ exchange, outcome, event, data, id, lastEventId, retryMs, comments }, short) => ({
    exchange,
    outcome,
    event,
    data: short.text(data),
    id,
    lastEventId,
    retryMs,
    ...(comments.length > 0 ? { comments } : {}),
  }),
};

/** A block of an event stream that dispatches nothing: it sets the time to reconnect, or the last id. */
function isEventless({ outcome }: SseEvent): boolean {
  return outcome === 'empty';
}

function saysNothing({ id, retryMs, comments, data }: SseEvent): boolean {
  return id === undefined && retryMs === undefined && comments.length === 0 && data === '';
}

/** The lines of a block in the order in which they were sent. */
function sseLines({ layers, summary, outcome }: SseEvent): readonly string[] {
  const nodes = layers.find(({ protocol }) => protocol === 'sse')?.nodes ?? [];
  const lines = nodes.flatMap(({ kind, name = '', value = '' }) =>
    kind === 'sse.line' || kind === 'sse.comment' ? [`${name}: ${value}`] : [],
  );
  const sent = lines.length > 0 ? lines : [summary];
  return outcome === 'unfinished' ? [...sent, '(the stream ends inside this event)'] : sent;
}
