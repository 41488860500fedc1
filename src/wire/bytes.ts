import { RawBlocks } from './raw-blocks.ts';
import { OPENING } from './start.ts';
import type { Direction, Dissector, Message } from './types.ts';

/** Shows the bytes of a connection as they are, in blocks; `offsets` say where each stream starts. */
export function bytesDissector(
  offsets: Readonly<Record<Direction, number>> = OPENING.offsets,
): Dissector {
  const blocks = {
    'client-to-server': new RawBlocks('client-to-server', offsets['client-to-server']),
    'server-to-client': new RawBlocks('server-to-client', offsets['server-to-client']),
  };
  const ended = new Set<Direction>();
  return {
    push(direction, bytes) {
      const out: Message[] = [];
      if (!ended.has(direction)) blocks[direction].push(bytes, out);
      return out;
    },
    end(direction) {
      const out: Message[] = [];
      if (!ended.has(direction)) blocks[direction].end(out);
      ended.add(direction);
      return out;
    },
    release(direction) {
      const out: Message[] = [];
      if (!ended.has(direction)) blocks[direction].end(out);
      return out;
    },
  };
}
