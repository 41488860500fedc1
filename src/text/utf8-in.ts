const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The text that bytes are, given as a string of one code unit a byte, as heads are read (RFC 9110
 * §5.5 leaves open what bytes from 128 on mean); nothing if they are not UTF-8.
 */
export function utf8In(bytes: string): string | undefined {
  if (/^\p{ASCII}*$/u.test(bytes)) return bytes;
  if (/[\u{100}-\u{10ffff}]/u.test(bytes)) return undefined;
  try {
    return decoder.decode(Buffer.from(bytes, 'latin1'));
  } catch {
    // Not UTF-8: that is the answer.
    return undefined;
  }
}
