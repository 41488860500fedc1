import { OPENING } from '../start.ts';
import type { Direction, Dissector } from '../types.ts';
import { Conversation } from './conversation.ts';
import { RespReader } from './reader.ts';

/**
 * Reads a connection to a store that speaks RESP, versions 2 and 3: commands and replies, each one
 * message, pipelined or not. RESP is specified by its vendor, in the documentation of Redis.
 *
 * Leaves of the only layer, `resp`: `resp.count` (`*3`), `resp.length` (`$5`), the bytes of a string
 * (`resp.bulk`, `resp.verbatim`, `resp.bulk-error`) with `resp.terminator` behind them, lines that are
 * values (`resp.simple`, `resp.error`, `resp.integer`, `resp.null`, `resp.boolean`, `resp.double`,
 * `resp.big-number`), `resp.inline`; `resp.rest` is what has no nodes of its own, `resp.cut` has no
 * bytes and says where a message breaks off. A command that is no array of strings, and a length that
 * is none, end the reading.
 */
export function respDissector(
  offsets: Readonly<Record<Direction, number>> = OPENING.offsets,
): Dissector {
  const conversation = new Conversation();
  const readers = {
    'client-to-server': new RespReader(
      'client-to-server',
      offsets['client-to-server'],
      conversation,
    ),
    'server-to-client': new RespReader(
      'server-to-client',
      offsets['server-to-client'],
      conversation,
    ),
  };
  return {
    push: (direction, bytes) => readers[direction].push(bytes),
    end: (direction) => readers[direction].end(),
  };
}
