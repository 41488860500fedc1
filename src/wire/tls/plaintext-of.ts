import type { Message } from '../types.ts';

/** A message is data that is written and read as JSON, so its bytes stand beside it, as those of the wire do. */
const plaintexts = new WeakMap<Message, Uint8Array>();

/** Puts the bytes `[inside.start, inside.end)` beside a message, if they were kept. */
export function keepPlaintext(message: Message, bytes: Uint8Array | undefined): void {
  if (bytes !== undefined) plaintexts.set(message, bytes);
}

/** The plaintext of a message that lies inside TLS, as it came from the dissector; undefined past a cap. */
export function plaintextOf(message: Message): Uint8Array | undefined {
  return plaintexts.get(message);
}
