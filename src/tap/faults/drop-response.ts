import { limits } from '../../wire/limits.ts';
import { isFinalResponse, leavesHttp1 } from './counted.ts';
import type { DropResponse, FaultKind, Verdict } from './fault.ts';
import { cutWords, endings, ordinal } from './words.ts';

/** An interim response (1xx) has a head and nothing else, so what is longer is the final one. */
const LONGEST_INTERIM = limits.line + limits.section;

/** Lets the request through and keeps the `nth` answer, the first where nothing is said. */
export function dropResponse(options: Partial<Omit<DropResponse, 'kind'>> = {}): DropResponse {
  return { kind: 'drop-response', nth: 1, how: 'rst', ...options };
}

/**
 * Withholds a response from its first byte on; the cut comes when its last byte arrived, or the end
 * of its head where it streams. Interim responses before it pass. It does nothing on a connection
 * on which the response already began, and it knows HTTP/1.1 only.
 */
export const dropResponseKind: FaultKind<DropResponse> = {
  parse: (given) =>
    dropResponse({
      nth: given.integer('nth', { min: 1, max: Number.MAX_SAFE_INTEGER, fallback: 1 }),
      how: given.word('how', endings, 'rst'),
      ...given.scope(),
    }),
  describe: ({ nth, how }) =>
    `keeps the ${ordinal(nth)} response from the client and cuts the connection (${cutWords(how)})`,
  start: ({ nth, how }, { progress }) => {
    let { responses, streaming, messageEnd } = progress;
    const missed =
      responses >= nth || (responses === nth - 1 && !streaming && progress.received > messageEnd);
    return {
      acts: 'on-arrival',
      direction: 'server-to-client',
      judge({ offset, byteLength, completed }): Verdict {
        if (missed) return { do: 'pass' };
        for (const message of completed) {
          if (isFinalResponse(message)) {
            responses += 1;
            if (responses === nth)
              return { do: 'cut', bytes: Math.max(0, message.start - offset), how };
            streaming = message.streaming;
          } else if (message.kind === 'http-end') {
            streaming = false;
          } else if (leavesHttp1(message)) {
            streaming = true;
          }
          messageEnd = message.end;
        }
        if (responses < nth - 1 || streaming) return { do: 'pass' };
        const before = Math.max(0, messageEnd - offset);
        const begun = offset + byteLength - messageEnd;
        return { do: begun > LONGEST_INTERIM ? 'withhold' : 'hold', bytes: before };
      },
    };
  },
};
