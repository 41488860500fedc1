import type { FaultKind, Piece, SplitChunks } from './fault.ts';
import { directions, senderOf } from './words.ts';

/** Forwards the bytes in pieces of at most `maxBytes` (1 by default), each a write of its own. */
export function splitChunks(options: Partial<Omit<SplitChunks, 'kind'>> = {}): SplitChunks {
  return { kind: 'split-chunks', maxBytes: 1, direction: 'server-to-client', ...options };
}

/** The pieces end at places that are drawn for the stream as a whole, however its bytes arrive. */
export const splitChunksKind: FaultKind<SplitChunks> = {
  help: {
    about:
      'Passes the bytes on in small pieces, each for itself: who takes a read for a message is caught.',
    options: {
      maxBytes: 'the largest piece; 1 by default',
      direction: 'from whom: server-to-client (by default) or client-to-server',
    },
    example: 'split-chunks:maxBytes=3',
  },
  parse: (given) =>
    splitChunks({
      maxBytes: given.integer('maxBytes', { min: 1, max: 1024 * 1024, fallback: 1 }),
      direction: given.word('direction', directions, 'server-to-client'),
      ...given.scope(),
    }),
  describe: ({ maxBytes, direction }) =>
    `splits the bytes from the ${senderOf(direction)} into pieces of ${maxBytes === 1 ? '1 byte' : `1 to ${maxBytes} bytes`}`,
  start: ({ maxBytes, direction }, { random }) => {
    let drawn = 0;
    return {
      acts: 'on-pace',
      direction,
      pace(piece) {
        if (piece.byteLength === 0) return [piece];
        const pieces: Piece[] = [];
        for (let left = piece.byteLength; left > 0; ) {
          if (drawn === 0) drawn = random.integer(1, maxBytes);
          const byteLength = Math.min(drawn, left);
          pieces.push({ byteLength, at: piece.at, alone: true });
          drawn -= byteLength;
          left -= byteLength;
        }
        return pieces;
      },
    };
  },
};
