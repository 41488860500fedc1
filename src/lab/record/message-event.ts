import type { Crossing, MessageSeen, PartyName } from '../../tap/events.ts';
import type { CrossingEvent, MessageEvent } from './transcript.ts';

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
  const { type, connection, message, delivery, deliveredBytes, begunAt, bytes } = seen;
  const { client, server } = parties;
  const isLong = begunAt !== undefined && begunAt !== at;
  // Nearly every message is whole and kept; spreading for the sake of the others shows in a herd.
  if (bytes === undefined || deliveredBytes !== undefined || isLong) {
    const { unfinished } = seen;
    const event = {
      type,
      connection,
      message,
      delivery,
      ...(deliveredBytes !== undefined && { deliveredBytes }),
      ...(isLong && { begunAt }),
      ...(unfinished && { unfinished }),
      client,
      server,
      at,
    };
    return withBytes(event, bytes);
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

/** The event of bytes that crossed at lab time `at`; they are encoded like those of a message. */
export function crossingEvent(
  { bytes, ...seen }: Crossing,
  { client, server }: Parties,
  at: number,
): CrossingEvent {
  return withBytes({ ...seen, client, server, at }, bytes);
}

function withBytes<Event extends object>(
  event: Event,
  bytes: Uint8Array | undefined,
): Event & { readonly bytes?: string } {
  if (bytes === undefined) return event;
  if (bytes.byteLength <= SMALL_BYTES) return { ...event, bytes: base64(bytes) };
  return Object.defineProperty(event, 'bytes', { enumerable: true, get: () => base64(bytes) });
}

function base64({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}
