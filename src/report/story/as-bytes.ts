import type { TranscriptEvent } from '../../lab/record/transcript.ts';

/**
 * Shows an event, whatever it holds: nobody who talks on the wire may end a session or take its file along.
 * A message that cannot be shown as what it was read as is shown as bytes, which says why; of any other
 * event there is then nothing.
 */
export function shownAnyway<T>(
  event: TranscriptEvent,
  show: (event: TranscriptEvent) => T,
  nothing: T,
): T {
  try {
    return show(event);
  } catch (error) {
    const bytes = asBytes(event, error);
    if (bytes === event) return nothing;
    try {
      return show(bytes);
    } catch {
      return nothing;
    }
  }
}

/** A message as bytes that nobody read, with the reason; any other event as it is. */
export function asBytes(event: TranscriptEvent, why: unknown): TranscriptEvent {
  if (event.type !== 'message') return event;
  const { direction, start, end } = event.message;
  const count = end - start;
  const text = `could not be shown as what it is (${why instanceof Error ? why.message : String(why)})`;
  return {
    ...event,
    message: {
      kind: 'bytes',
      direction,
      start,
      end,
      summary: count === 1 ? '1 byte' : `${count} bytes`,
      layers: [{ protocol: 'bytes', space: 'wire', nodes: [{ kind: 'bytes.block', start, end }] }],
      problems: [{ code: 'not-shown', text }],
    },
  };
}
