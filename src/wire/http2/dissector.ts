import { OPENING } from '../start.ts';
import type { Direction, Dissector, Message } from '../types.ts';
import { ConnectionState } from './connection-state.ts';
import { FrameReader } from './frame-reader.ts';
import type { StreamReader } from './stream-reader.ts';
import type { UpgradeRequest } from './upgrade.ts';

/** What the dissector hands the insides of streams to. */
export interface Http2Readings {
  /** Makes the reader of one stream. */
  readonly openStream?: () => StreamReader;
  /** Where its bytes begin in each direction, if not at the opening of the connection. */
  readonly offsets?: Readonly<Record<Direction, number>>;
  /** The request of HTTP/1.1 that the connection was upgraded with, if it was. */
  readonly upgraded?: UpgradeRequest;
}

/**
 * Reads a connection that speaks HTTP/2 (RFC 9113): the client's preface, then one message a frame.
 * Kinds of nodes are listed in `kinds.ts`.
 *
 * - A header block is decoded with the frame that completes it; if it began in earlier frames,
 *   `pieces` of its nodes lie in those, before the message. So it is with a gRPC message that began
 *   in earlier DATA frames.
 * - What a side announces in SETTINGS governs the other side once it acknowledged; each direction
 *   must be pushed in the order in which the peers could know of each other's bytes.
 * - A broken rule is a problem that names the error of RFC 9113 §7; frames are read on behind it.
 */
export function http2Dissector({
  openStream,
  offsets = OPENING.offsets,
  upgraded,
}: Http2Readings = {}): Dissector {
  const state = new ConnectionState(() => openStream?.());
  if (upgraded !== undefined) state.upgrade(upgraded, offsets['client-to-server']);
  const readers: Readonly<Record<Direction, FrameReader>> = {
    'client-to-server': new FrameReader('client-to-server', offsets['client-to-server'], state),
    'server-to-client': new FrameReader('server-to-client', offsets['server-to-client'], state),
  };
  return {
    push(direction, bytes) {
      const out: Message[] = [];
      readers[direction].push(bytes, out);
      return out;
    },
    end(direction) {
      const out: Message[] = [];
      readers[direction].end(out);
      return out;
    },
  };
}
