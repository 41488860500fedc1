import type { Opening, Recognition } from '../opening.ts';

/** What a client opens with (RFC 9113 §3.4). */
export const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1');
/** As much of it as no other protocol has. */
const PREFACE_LINE = PREFACE.subarray(0, 14);

/** Length of a frame header. */
const HEADER_BYTES = 9;
const SETTINGS = 4;

/**
 * Recognises HTTP/2 with prior knowledge (RFC 9113 §3.3): the client's preface, or, if the
 * server's bytes come first, a SETTINGS frame of a believable length.
 */
export function opensHttp2({ by, bytes }: Opening): Recognition {
  if (by === 'client-to-server') {
    const seen = bytes.subarray(0, PREFACE_LINE.length);
    if (!PREFACE_LINE.subarray(0, seen.length).equals(seen)) return 'no';
    return seen.length === PREFACE_LINE.length ? 'yes' : 'more';
  }
  return opensWithSettings(bytes);
}

function opensWithSettings(bytes: Uint8Array): Recognition {
  // A server announces a handful of settings: the length stays below 256 bytes.
  const believable = [isZero, isZero, isSettingsLength, isSettingsType];
  for (let at = 0; at < HEADER_BYTES; at++) {
    const byte = bytes[at];
    if (byte === undefined) return 'more';
    if (!(believable[at] ?? isZero)(byte)) return 'no';
  }
  return 'yes';
}

function isZero(byte: number): boolean {
  return byte === 0;
}

function isSettingsLength(byte: number): boolean {
  return byte % 6 === 0;
}

function isSettingsType(byte: number): boolean {
  return byte === SETTINGS;
}
