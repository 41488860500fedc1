import { limits } from '../../wire/limits.ts';
import { carriesOthers, isFinalResponse, leavesHttp1 } from './counted.ts';
import { dropHttp2Response } from './drop-http2-response.ts';
import type { Arrival, DropResponse, FaultKind, Progress, Verdict } from './fault.ts';
import { cutWords, endings, ordinal } from './words.ts';

/** An interim response (1xx) has a head and nothing else, so what is longer is the final one. */
const LONGEST_INTERIM = limits.line + limits.section;

/** Lets the request through and keeps the `nth` answer, the first by default. */
export function dropResponse(options: Partial<Omit<DropResponse, 'kind'>> = {}): DropResponse {
  return { kind: 'drop-response', nth: 1, how: 'rst', ...options };
}

/**
 * Withholds a response from its first byte on; the cut comes when its last byte arrived, or in
 * HTTP/1.1 the end of its head if it streams. Interim responses before it pass. It counts from when it is
 * armed: a response that already began then passes and does not count.
 */
export const dropResponseKind: FaultKind<DropResponse> = {
  help: {
    about:
      'Lets the request through and keeps the answer: the work was done, and the client never hears of it.',
    options: {
      nth: 'which response, counted from when it is armed; 1 by default',
      how: 'how it ends: rst, a reset (by default), or fin, in order',
    },
    example: 'drop-response',
  },
  parse: (given) =>
    dropResponse({
      nth: given.integer('nth', { min: 1, max: Number.MAX_SAFE_INTEGER, fallback: 1 }),
      how: given.word('how', endings, 'rst'),
      ...given.scope(),
    }),
  describe: ({ nth, how }) =>
    `keeps the ${ordinal(nth)} response back and cuts the connection (${cutWords(how)})`,
  start: (fault, { progress }) => {
    const isHttp2 = progress.seen('server-to-client', 'SETTINGS') > 0;
    const http1 = dropHttp1Response(fault, progress);
    let http2 = isHttp2 ? dropHttp2Response(fault, progress) : undefined;
    return {
      acts: 'on-arrival',
      direction: 'server-to-client',
      judge(arrival) {
        if (arrival.completed.some(({ kind }) => kind === 'http2-frame')) {
          http2 ??= dropHttp2Response(fault, progress, arrival.completed);
        }
        return (http2 ?? http1)(arrival);
      },
    };
  },
};

function dropHttp1Response(
  { nth, how }: DropResponse,
  progress: Progress,
): (arrival: Arrival) => Verdict {
  let { streaming, messageEnd } = progress;
  const isUnderWay = !streaming && progress.received > messageEnd;
  /** Responses since it was armed; one that is under way counts when it is over, as none. */
  let responses = isUnderWay ? -1 : 0;
  return ({ offset, byteLength, completed }) => {
    for (const message of completed) {
      if (carriesOthers(message)) continue;
      if (isFinalResponse(message)) {
        responses += 1;
        if (responses === nth) {
          return { do: 'cut', bytes: Math.max(0, message.start - offset), how };
        }
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
  };
}
