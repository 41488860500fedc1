import type { Direction, Ending, Message } from '../../wire/types.ts';
import { type CountedMessage, countedIn, type FrameName } from './counted.ts';
import type { Arrival, OnArrival, Progress, Verdict } from './fault.ts';

/** The thing behind whose last byte a connection is cut. */
export interface LastDelivered {
  readonly name: CountedMessage | FrameName;
  /** Which one of its direction, from 1, from the opening of the connection. */
  readonly nth: number;
  readonly direction: Direction;
  readonly how: Ending;
}

/**
 * Cuts behind the Nth of something. What the dissector made out by bytes of the other direction has
 * passed already and only counts.
 */
export function cutAfter(
  { name, nth, direction, how }: LastDelivered,
  progress: Progress,
): OnArrival {
  const judge = ({ offset, byteLength, completed, ending }: Arrival): Verdict => {
    // An end completes a response that has no length of its own; a frame it only breaks off.
    if (ending !== undefined && name !== 'http-response') return { do: 'pass' };
    let seen = progress.seen(direction, name);
    for (const message of completed) seen -= countedIn(message, name);
    for (const message of completed) {
      const more = countedIn(message, name);
      if (seen < nth && seen + more >= nth) {
        const end = name === 'grpc-message' ? endOfPart(message, nth - seen) : message.end;
        return { do: 'cut', bytes: Math.min(byteLength, Math.max(0, end - offset)), how };
      }
      seen += more;
    }
    return { do: 'pass' };
  };
  return { acts: 'on-arrival', direction, judge };
}

/** Where the Nth gRPC message of a frame ends: with its frame where it is the last one in it. */
function endOfPart(message: Message, nth: number): number {
  const framing = message.layers.find(({ protocol }) => protocol === 'grpc');
  const parts = framing?.nodes.filter(({ kind }) => kind === 'grpc.message') ?? [];
  return nth < parts.length ? (parts[nth - 1]?.end ?? message.end) : message.end;
}
