import type { Handover } from '../http1/upgrade.ts';
import type { Direction, Dissector, Field } from '../types.ts';
import { agreementOf } from './extensions.ts';
import { FrameReader, type Terms } from './frame-reader.ts';

/**
 * Reads a connection that HTTP/1.1 switched to WebSocket (RFC 6455); what the handshake agreed on
 * comes with the handover. Each frame is one message, shown when its last byte is there.
 *
 * Leaves of the first layer, `websocket`, in this order: `ws.fin-opcode` (1 byte), `ws.mask-length`
 * (1 byte), `ws.extended-length` (2 or 8), `ws.mask-key` (4), then `ws.payload`, in a close frame
 * `ws.close-code` and `ws.close-reason`; `ws.cut` has no bytes and says where a frame breaks off. The
 * frame that completes a data message has further layers, whose ranges count the bytes of that
 * message, unmasked, joined and inflated: `json`, `graphql-ws` and `graphql`, or `text`.
 */
export function websocketDissector({ fields, offsets }: Handover): Dissector {
  const reader = (direction: Direction) =>
    new FrameReader(direction, offsets[direction], termsFrom(fields, direction));
  const readers = {
    'client-to-server': reader('client-to-server'),
    'server-to-client': reader('server-to-client'),
  };
  return {
    push: (direction, bytes) => readers[direction].push(bytes),
    end: (direction) => readers[direction].end(),
  };
}

/** What the fields of a server's answer agree to for what one direction sends. */
export function termsFrom(fields: readonly Field[], direction: Direction): Terms {
  const { subprotocol, deflate, others } = agreementOf(fields);
  const keepsContext =
    direction === 'client-to-server' ? deflate?.clientKeepsContext : deflate?.serverKeepsContext;
  return {
    deflate: keepsContext === undefined ? undefined : { keepsContext },
    otherExtensions: others,
    subprotocol,
  };
}
