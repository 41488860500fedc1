import type { CloseAfterBytes, FaultKind } from './fault.ts';
import { cutWords, directions, endings, senderOf } from './words.ts';

type Options = Pick<CloseAfterBytes, 'bytes'> & Partial<Omit<CloseAfterBytes, 'kind'>>;

/** Delivers `bytes` bytes of a direction, from the server by default, then cuts. */
export function closeAfterBytes(options: Options): CloseAfterBytes {
  return { kind: 'close-after-bytes', direction: 'server-to-client', how: 'rst', ...options };
}

/**
 * With 0 bytes it cuts when the next byte arrives, which is not delivered. It counts from when it is
 * armed; on a connection that opens later, from its beginning.
 */
export const closeAfterBytesKind: FaultKind<CloseAfterBytes> = {
  help: {
    about:
      'Lets so many bytes pass and cuts the connection then, in the middle of a message if that is where they end.',
    options: {
      bytes: 'how many pass before the cut, counted from when it is armed',
      direction: 'from whom: server-to-client (by default) or client-to-server',
      how: 'how it ends: rst, a reset (by default), or fin, in order',
    },
    example: 'close-after-bytes:bytes=128',
  },
  parse: (given) =>
    closeAfterBytes({
      bytes: given.integer('bytes', { min: 0, max: Number.MAX_SAFE_INTEGER }),
      direction: given.word('direction', directions, 'server-to-client'),
      how: given.word('how', endings, 'rst'),
      ...given.scope(),
    }),
  describe: ({ bytes, direction, how }) =>
    `cuts the connection after ${bytes} byte${bytes === 1 ? '' : 's'} from the ${senderOf(direction)} (${cutWords(how)})`,
  start: ({ bytes, direction, how }) => {
    /** Where the first byte stands that was not on its way when it was armed. */
    let from: number | undefined;
    return {
      acts: 'on-arrival',
      direction,
      judge({ offset, byteLength }) {
        from ??= offset;
        const left = bytes - (offset - from);
        if (byteLength === 0 || left < 0 || left > byteLength) return { do: 'pass' };
        return { do: 'cut', bytes: left, how };
      },
    };
  },
};
