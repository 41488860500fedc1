import type { Opening, Recognition } from '../opening.ts';

/** What the first six bytes may be: type handshake, version 3.0 to 3.4, a length up to 2^14, type client_hello. */
const bounds = [
  [22, 22],
  [3, 3],
  [0, 4],
  [0, 0x40],
  [0, 0xff],
  [1, 1],
] as const;

/**
 * Recognises TLS: a handshake record of some version 3.x that begins with a ClientHello
 * (RFC 9846 §5.1, §4). No other protocol of the lab begins with the byte 0x16.
 */
export function opensTls({ by, bytes }: Opening): Recognition {
  if (by !== 'client-to-server') return 'no';
  for (const [at, [least, most]] of bounds.entries()) {
    const byte = bytes[at];
    if (byte === undefined) return 'more';
    if (byte < least || byte > most) return 'no';
  }
  return 'yes';
}
