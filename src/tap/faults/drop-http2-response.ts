import { limits } from '../../wire/limits.ts';
import type { Ending, Message } from '../../wire/types.ts';
import { endsHttp2Response, isHttp2Response } from './counted.ts';
import type { Arrival, Progress, Verdict } from './fault.ts';

/** What is longer, frames and all, is no header block. */
const LONGEST_BLOCK = limits.headerBlock + limits.line;

/** Which response of the connection is dropped, and how the client's side ends then. */
interface Dropping {
  readonly nth: number;
  readonly how: Ending;
}

/**
 * Judges frames of HTTP/2: nothing passes from the first byte of the Nth final response on, the
 * frames of other streams behind it neither. The cut comes when the response has ended. `first` are
 * the frames in hand if they are the first of the connection.
 */
export function dropHttp2Response(
  { nth, how }: Dropping,
  progress: Progress,
  first: readonly Message[] = [],
): (arrival: Arrival) => Verdict {
  const passed = first[0]?.start ?? progress.received;
  /** Responses that began since it was armed. */
  let responses = 0;
  /** Where the frame or the header block begins that may turn out to be the response. */
  let undecided = first[0]?.start ?? progress.messageEnd;
  /** The stream of the response, once it began. */
  let stream: number | undefined;
  let ended = false;

  function take(message: Message): void {
    if (message.kind !== 'http2-frame') return;
    if (isHttp2Response(message) && stream === undefined && undecided >= passed) {
      responses += 1;
      if (responses === nth) stream = message.stream;
    }
    ended ||= message.stream === stream && endsHttp2Response(message);
    const opensBlock = message.frame === 'HEADERS' || message.frame === 'CONTINUATION';
    const isOpen = opensBlock && !message.flags.includes('END_HEADERS');
    if (stream === undefined && !isOpen) undecided = message.end;
  }

  return ({ offset, byteLength, completed, ending }) => {
    for (const message of completed) take(message);
    const bytes = Math.max(0, undecided - offset);
    if (stream !== undefined && (ended || ending !== undefined)) return { do: 'cut', bytes, how };
    if (stream !== undefined) return { do: 'withhold', bytes };
    const begun = offset + byteLength - undecided;
    if (responses < nth - 1 || ending !== undefined || begun > LONGEST_BLOCK) return { do: 'pass' };
    return { do: 'hold', bytes };
  };
}
