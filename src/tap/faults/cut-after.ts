import type { Direction, Ending, Message, Node } from '../../wire/types.ts';
import { type CountedMessage, countedIn, type FrameName } from './counted.ts';
import type { Arrival, OnArrival, Progress, Verdict } from './fault.ts';

/** The thing behind whose last byte a connection is cut. */
export interface LastDelivered {
  readonly name: CountedMessage | FrameName;
  /** Which one of its direction, from 1: of those that end after it was armed. */
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
  const before = progress.seen(direction, name);
  const judge = ({ offset, byteLength, completed, ending }: Arrival): Verdict => {
    // An end completes a response that has no length of its own; a frame it only breaks off.
    if (ending !== undefined && name !== 'http-response') return { do: 'pass' };
    let seen = progress.seen(direction, name) - before;
    for (const message of completed) seen -= countedIn(message, name);
    for (const message of completed) {
      const more = countedIn(message, name);
      if (seen < nth && seen + more >= nth) {
        const end = endOfPart(message, name, nth - seen);
        return { do: 'cut', bytes: Math.min(byteLength, Math.max(0, end - offset)), how };
      }
      seen += more;
    }
    return { do: 'pass' };
  };
  return { acts: 'on-arrival', direction, judge };
}

/** Where the Nth of what a message carries ends: with the message where it is the last one in it. */
function endOfPart(message: Message, name: LastDelivered['name'], nth: number): number {
  const parts = partsOf(message, name);
  return nth < parts.length ? (parts[nth - 1]?.end ?? message.end) : message.end;
}

/** What a frame of HTTP/2 carries under this name: gRPC messages, frames of a WebSocket. */
function partsOf(message: Message, name: LastDelivered['name']): readonly Node[] {
  if (message.kind !== 'http2-frame') return [];
  const { layers, websocket = [] } = message;
  const nodes = layers.flatMap((layer) => layer.nodes);
  if (name === 'grpc-message') return nodes.filter(({ kind }) => kind === 'grpc.message');
  const frames = nodes.filter(({ kind }) => kind === 'ws.frame');
  return frames.filter((_, index) => {
    const carried = websocket[index];
    if (carried === undefined) return false;
    return name === 'ws-message' ? carried.message !== undefined : carried.opcode === name;
  });
}
