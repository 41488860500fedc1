/** Codes of the characters that give HTTP/1.1 its shape. */
export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;

/** RFC 9110 §5.6.2. */
const token = new Uint8Array(256);
for (const character of "!#$%&'*+-.^_`|~") token[character.charCodeAt(0)] = 1;
for (let digit = 0x30; digit <= 0x39; digit++) token[digit] = 1;
for (let letter = 0x41; letter <= 0x5a; letter++) {
  token[letter] = 1;
  token[letter + 0x20] = 1;
}

/** True if a byte may stand in a token (RFC 9110 §5.6.2). */
export function isTokenByte(byte: number): boolean {
  return token[byte] === 1;
}

/** True if `text` from `start` to `end` is a token: one or more token characters. */
export function isToken(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    if (token[text.charCodeAt(at)] !== 1) return false;
  }
  return end > start;
}

/** True if a character is a space or a tab, the only optional whitespace (RFC 9110 §5.6.3). */
export function isWhitespace(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** What the characters of a field value or reason phrase amount to (RFC 9110 §5.5). */
export type Cleanliness = 'clean' | 'bare-cr' | 'control';

/** Looks for control characters other than tab. */
export function cleanliness(text: string, start: number, end: number): Cleanliness {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= SPACE ? code === 0x7f : code !== TAB) return code === CR ? 'bare-cr' : 'control';
  }
  return 'clean';
}
