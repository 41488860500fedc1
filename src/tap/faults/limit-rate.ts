import type { FaultKind, LimitRate, Piece } from './fault.ts';
import { directions, senderOf } from './words.ts';

/** Forwards no more than `bytesPerSecond` of a direction, from the server by default. */
export function limitRate(
  options: Pick<LimitRate, 'bytesPerSecond'> & Partial<Omit<LimitRate, 'kind'>>,
): LimitRate {
  return { kind: 'limit-rate', direction: 'server-to-client', ...options };
}

/** A piece takes its time to cross and is delivered at the end of it; a piece is a tenth of a second of traffic. */
export const limitRateKind: FaultKind<LimitRate> = {
  help: {
    about: 'Passes bytes on no faster than a rate: a slow line.',
    options: {
      bytesPerSecond: 'how many a second',
      direction: 'from whom: server-to-client (by default) or client-to-server',
    },
    example: 'limit-rate:bytesPerSecond=1024',
  },
  parse: (given) =>
    limitRate({
      bytesPerSecond: given.integer('bytesPerSecond', { min: 1, max: Number.MAX_SAFE_INTEGER }),
      direction: given.word('direction', directions, 'server-to-client'),
      ...given.scope(),
    }),
  describe: ({ bytesPerSecond, direction }) =>
    `limits the bytes from the ${senderOf(direction)} to ${bytesPerSecond} a second`,
  start: ({ bytesPerSecond, direction }) => {
    const most = Math.max(1, Math.floor(bytesPerSecond / 10));
    let free = 0;
    return {
      acts: 'on-pace',
      direction,
      pace(piece) {
        free = Math.max(free, piece.at);
        if (piece.byteLength === 0) return [{ ...piece, at: free }];
        const pieces: Piece[] = [];
        for (let left = piece.byteLength; left > 0; left -= most) {
          const byteLength = Math.min(most, left);
          free += (byteLength * 1000) / bytesPerSecond;
          pieces.push({ ...piece, byteLength, at: free });
        }
        return pieces;
      },
    };
  },
};
