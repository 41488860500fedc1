/**
 * Characters that make a terminal act, or that reorder or break what a reader sees: C0 and C1
 * controls, DEL, the bidirectional controls, line and paragraph separators, the byte order mark,
 * invisible tag characters and surrogates that stand alone.
 */
const unsafe =
  /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}\p{Cs}]/gu;

const shortEscapes = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/**
 * Makes text from the wire safe for a terminal: whatever could act on it becomes a visible escape,
 * such as `\x1b` or `\u202e`. The result has no control characters at all, line ends included.
 */
export function safeText(raw: string): string {
  return raw.replace(unsafe, visibleEscape);
}

function visibleEscape(character: string): string {
  const short = shortEscapes.get(character);
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\u{${code.toString(16)}}`;
}
