import type { MessageEvent } from '../../lab/record/transcript.ts';
import type { Message } from '../../wire/types.ts';

/** The offset of a message's first byte as its nodes count it: in the stream, or in the plaintext if it came encrypted. */
export function firstByteOf({ inside, start }: Message): number {
  return inside?.start ?? start;
}

/**
 * The bytes of a message that reached its receiver; undefined if the transcript does not hold
 * them, because the capture was full or because it does not say how far a cut message came.
 */
export function deliveredBytes(event: MessageEvent): Uint8Array | undefined {
  if (event.delivery === 'none') return new Uint8Array(0);
  if (event.bytes === undefined) return undefined;
  const bytes = Buffer.from(event.bytes, 'base64');
  if (event.delivery === 'whole') return bytes;
  return event.deliveredBytes === undefined ? undefined : bytes.subarray(0, event.deliveredBytes);
}
