import type { MessageSeen, PartyName } from '../../tap/events.ts';
import type { MessageEvent } from './transcript.ts';

/** Up to so many bytes, encoding them at once costs less than being ready to do so later. */
const SMALL_BYTES = 1024;

/** Between whom a connection is. */
export interface Parties {
  readonly client: PartyName;
  readonly server: PartyName;
}

/**
 * The event of a message that was seen at lab time `at`, in milliseconds. The bytes of a large one are
 * encoded each time somebody asks for them: where nobody saves or shows them, never.
 */
export function messageEvent(seen: MessageSeen, parties: Parties, at: number): MessageEvent {
  const { type, connection, message, delivery, deliveredBytes, bytes } = seen;
  const { client, server } = parties;
  // Nearly every message is whole and kept; spreading for the sake of the others shows in a herd.
  if (bytes === undefined || deliveredBytes !== undefined) {
    const part = deliveredBytes !== undefined && { deliveredBytes };
    const known = { type, connection, message, delivery, ...part, client, server };
    return bytes === undefined ? { ...known, at } : { ...known, bytes: base64(bytes), at };
  }
  if (bytes.byteLength <= SMALL_BYTES) {
    return { type, connection, message, delivery, client, server, bytes: base64(bytes), at };
  }
  return {
    type,
    connection,
    message,
    delivery,
    client,
    server,
    get bytes() {
      return base64(bytes);
    },
    at,
  };
}

function base64({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}
