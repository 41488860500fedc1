import type { DelayBytes, FaultKind } from './fault.ts';
import { directions, senderOf } from './words.ts';

const A_DAY_MS = 86_400_000;

/** Holds every byte of a direction back by `delayMs` of lab time, from the server by default. */
export function delayBytes(
  options: Pick<DelayBytes, 'delayMs'> & Partial<Omit<DelayBytes, 'kind'>>,
): DelayBytes {
  return { kind: 'delay-bytes', direction: 'server-to-client', ...options };
}

/** Order is kept: a piece that drew more jitter holds back those behind it. */
export const delayBytesKind: FaultKind<DelayBytes> = {
  help: {
    about: 'Holds every byte back by a time; order is kept. A slow network, or a slow server.',
    options: {
      delayMs: 'by how many milliseconds',
      jitterMs: 'up to so many more, by chance',
      direction: 'from whom: server-to-client (by default) or client-to-server',
    },
    example: 'delay-bytes:delayMs=200,jitterMs=50',
  },
  parse: (given) => {
    const jitterMs = given.integer('jitterMs', { min: 0, max: A_DAY_MS, fallback: 0 });
    return delayBytes({
      delayMs: given.integer('delayMs', { min: 0, max: A_DAY_MS }),
      direction: given.word('direction', directions, 'server-to-client'),
      ...(jitterMs > 0 && { jitterMs }),
      ...given.scope(),
    });
  },
  describe: ({ delayMs, jitterMs = 0, direction }) =>
    `delays every byte from the ${senderOf(direction)} by ${jitterMs > 0 ? `${delayMs} to ${delayMs + jitterMs}` : delayMs} ms`,
  start: ({ delayMs, jitterMs = 0, direction }, { random }) => {
    return {
      acts: 'on-pace',
      direction,
      pace(piece) {
        const jitter = jitterMs > 0 ? random.integer(0, jitterMs) : 0;
        return [{ ...piece, at: piece.at + delayMs + jitter }];
      },
    };
  },
};
