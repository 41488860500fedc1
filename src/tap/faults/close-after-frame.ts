import { type FrameName, http2Frames, webSocketFrames } from './counted.ts';
import { cutAfter } from './cut-after.ts';
import type { CloseAfterFrame, FaultKind } from './fault.ts';
import { cutWords, directions, endings, ordinal, senderOf } from './words.ts';

const frames: readonly FrameName[] = [...webSocketFrames, ...http2Frames];

type Options = Pick<CloseAfterFrame, 'frame'> & Partial<Omit<CloseAfterFrame, 'kind'>>;

/** Delivers the `nth` frame of a kind whole, the first from the server by default, then cuts. */
export function closeAfterFrame(options: Options): CloseAfterFrame {
  return {
    kind: 'close-after-frame',
    nth: 1,
    direction: 'server-to-client',
    how: 'rst',
    ...options,
  };
}

/** Counts the frames of all streams of a connection, and those of a fragmented message one by one. */
export const closeAfterFrameKind: FaultKind<CloseAfterFrame> = {
  help: {
    about:
      'Cuts the connection behind a frame of a kind, of a WebSocket (text, ping, ...) or of HTTP/2 (DATA, HEADERS, ...).',
    options: {
      frame: 'its opcode in lower case, or its type in capitals',
      nth: 'which one, counted from when it is armed; 1 by default',
      direction: 'from whom: server-to-client (by default) or client-to-server',
      how: 'how it ends: rst, a reset (by default), or fin, in order',
    },
    example: 'close-after-frame:frame=HEADERS,nth=2',
  },
  parse: (given) =>
    closeAfterFrame({
      frame: given.word('frame', frames),
      nth: given.integer('nth', { min: 1, max: Number.MAX_SAFE_INTEGER, fallback: 1 }),
      direction: given.word('direction', directions, 'server-to-client'),
      how: given.word('how', endings, 'rst'),
      ...given.scope(),
    }),
  describe: ({ frame, nth, direction, how }) => {
    const protocol = http2Frames.some((each) => each === frame) ? 'HTTP/2' : 'WebSocket';
    return `cuts the connection after the ${ordinal(nth)} ${protocol} ${frame} frame from the ${senderOf(direction)} (${cutWords(how)})`;
  },
  start: ({ frame, ...last }, { progress }) => cutAfter({ name: frame, ...last }, progress),
};
