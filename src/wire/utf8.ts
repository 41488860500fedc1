const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

/** Bytes as text, and whether they are UTF-8. */
export interface Utf8 {
  /** Each invalid sequence is one U+FFFD; a byte order mark is kept. */
  readonly text: string;
  readonly valid: boolean;
}

/** Decodes UTF-8 as the Encoding Standard does, and tells a U+FFFD that was sent from one that was not. */
export function decodeUtf8(bytes: Uint8Array): Utf8 {
  const text = lenient.decode(bytes);
  return { text, valid: !text.includes('\uFFFD') || isUtf8(bytes) };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
