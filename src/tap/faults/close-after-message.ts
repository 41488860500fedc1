import { isDispatchedEvent, isFinalResponse } from '../tally.ts';
import type { CloseAfterMessage, FaultKind } from './fault.ts';
import { cutWords, endings, ordinal } from './words.ts';

const messages = ['http-response', 'sse-event'] as const;

/** Delivers the `nth` response or event whole, the first event where nothing is said, then cuts. */
export function closeAfterMessage(
  options: Partial<Omit<CloseAfterMessage, 'kind'>> = {},
): CloseAfterMessage {
  return { kind: 'close-after-message', message: 'sse-event', nth: 1, how: 'rst', ...options };
}

/** Counts final (not 1xx) responses, and events that a client dispatches. Of a streamed response it counts the head. */
export const closeAfterMessageKind: FaultKind<CloseAfterMessage> = {
  parse: (given) =>
    closeAfterMessage({
      message: given.word('message', messages, 'sse-event'),
      nth: given.integer('nth', { min: 1, max: Number.MAX_SAFE_INTEGER, fallback: 1 }),
      how: given.word('how', endings, 'rst'),
      ...given.scope(),
    }),
  describe: ({ message, nth, how }) =>
    `cuts the connection after the ${ordinal(nth)} ${message === 'sse-event' ? 'event' : 'response'} (${cutWords(how)})`,
  start: ({ message, nth, how }, { progress }) => {
    const counts = message === 'sse-event' ? isDispatchedEvent : isFinalResponse;
    let seen = message === 'sse-event' ? progress.events : progress.responses;
    return {
      acts: 'on-arrival',
      direction: 'server-to-client',
      judge({ offset, byteLength, completed }) {
        for (const each of completed) {
          if (!counts(each)) continue;
          seen += 1;
          if (seen !== nth) continue;
          const bytes = Math.min(byteLength, Math.max(0, each.end - offset));
          return { do: 'cut', bytes, how };
        }
        return { do: 'pass' };
      },
    };
  },
};
