import type { CloseAfterBytes, FaultKind } from './fault.ts';
import { cutWords, directions, endings, senderOf } from './words.ts';

type Options = Pick<CloseAfterBytes, 'bytes'> & Partial<Omit<CloseAfterBytes, 'kind'>>;

/** Delivers `bytes` bytes of a direction, from the server by default, then cuts. */
export function closeAfterBytes(options: Options): CloseAfterBytes {
  return { kind: 'close-after-bytes', direction: 'server-to-client', how: 'rst', ...options };
}

/**
 * With 0 bytes it cuts when the first byte arrives, which is not delivered. On a connection that is
 * already past the byte it does nothing.
 */
export const closeAfterBytesKind: FaultKind<CloseAfterBytes> = {
  parse: (given) =>
    closeAfterBytes({
      bytes: given.integer('bytes', { min: 0, max: Number.MAX_SAFE_INTEGER }),
      direction: given.word('direction', directions, 'server-to-client'),
      how: given.word('how', endings, 'rst'),
      ...given.scope(),
    }),
  describe: ({ bytes, direction, how }) =>
    `cuts the connection after ${bytes} byte${bytes === 1 ? '' : 's'} from the ${senderOf(direction)} (${cutWords(how)})`,
  start: ({ bytes, direction, how }) => ({
    acts: 'on-arrival',
    direction,
    judge({ offset, byteLength }) {
      const left = bytes - offset;
      if (byteLength === 0 || left < 0 || left > byteLength) return { do: 'pass' };
      return { do: 'cut', bytes: left, how };
    },
  }),
};
