/** The bytes that JSON gives a meaning, RFC 8259 §2 and §7. */
export const byte = {
  tab: 0x09,
  lf: 0x0a,
  cr: 0x0d,
  space: 0x20,
  quote: 0x22,
  plus: 0x2b,
  comma: 0x2c,
  minus: 0x2d,
  dot: 0x2e,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  leftBracket: 0x5b,
  backslash: 0x5c,
  rightBracket: 0x5d,
  e: 0x65,
  f: 0x66,
  n: 0x6e,
  t: 0x74,
  u: 0x75,
  leftBrace: 0x7b,
  rightBrace: 0x7d,
} as const;

const escapable = new Set([...'"\\/bfnrt'].map((character) => character.charCodeAt(0)));

/** Where a text stops being JSON. */
export interface Misfit {
  readonly at: number;
  /** What JSON goes on with there, such as `a digit`. */
  readonly expected: string;
}

/** The offset of the first byte from `at` on that is no white space. */
export function pastSpace(bytes: Uint8Array, at: number): number {
  let past = at;
  while (true) {
    const next = bytes[past];
    if (next === undefined || next > byte.space) return past;
    const isSpace =
      next === byte.space || next === byte.lf || next === byte.cr || next === byte.tab;
    if (!isSpace) return past;
    past++;
  }
}

/** The offset past the string whose opening quote is at `start`. */
export function pastString(bytes: Uint8Array, start: number): number | Misfit {
  let at = start + 1;
  while (true) {
    const next = bytes[at];
    // Nearly every byte of a string is a letter, so that is asked first.
    if (next !== undefined && next > byte.backslash) {
      at++;
      continue;
    }
    if (next === byte.quote) return at + 1;
    if (next === undefined) return { at, expected: 'the closing quote of the string' };
    if (next < byte.space) {
      return { at, expected: 'an escape, since a string has no bare control character' };
    }
    if (next === byte.backslash) {
      const past = pastEscape(bytes, at + 1);
      if (typeof past !== 'number') return past;
      at = past;
    } else {
      at++;
    }
  }
}

/** The offset past an escape; `at` is the byte after its backslash. */
function pastEscape(bytes: Uint8Array, at: number): number | Misfit {
  const escaped = bytes[at];
  if (escaped === byte.u) {
    for (let i = 1; i <= 4; i++) {
      if (!isHexDigit(bytes[at + i])) return { at: at + i, expected: 'four hexadecimal digits' };
    }
    return at + 5;
  }
  if (escaped !== undefined && escapable.has(escaped)) return at + 1;
  return { at, expected: 'one of " \\ / b f n r t u after the backslash' };
}

/** The offset past the number that begins at `start`, with its minus sign or its first digit. */
export function pastNumber(bytes: Uint8Array, start: number): number | Misfit {
  let at = bytes[start] === byte.minus ? start + 1 : start;
  if (bytes[at] === byte.zero) {
    at++;
  } else {
    const past = pastDigits(bytes, at);
    if (typeof past !== 'number') return past;
    at = past;
  }
  if (bytes[at] === byte.dot) {
    const past = pastDigits(bytes, at + 1);
    if (typeof past !== 'number') return past;
    at = past;
  }
  if (((bytes[at] ?? 0) | 0x20) !== byte.e) return at;
  at++;
  if (bytes[at] === byte.plus || bytes[at] === byte.minus) at++;
  return pastDigits(bytes, at);
}

/** The offset past one digit or more. */
function pastDigits(bytes: Uint8Array, start: number): number | Misfit {
  let at = start;
  while (isDigit(bytes[at])) at++;
  return at > start ? at : { at, expected: 'a digit' };
}

/** The offset past a literal name, whose first letter is at `start`. */
export function pastLiteral(bytes: Uint8Array, start: number, literal: string): number | Misfit {
  for (let i = 1; i < literal.length; i++) {
    if (bytes[start + i] !== literal.charCodeAt(i)) {
      return { at: start + i, expected: `the rest of ${literal}` };
    }
  }
  return start + literal.length;
}

/** Whether the byte is an ASCII digit. */
export function isDigit(value: number | undefined): boolean {
  return value !== undefined && value >= byte.zero && value <= byte.nine;
}

function isHexDigit(value: number | undefined): boolean {
  if (value === undefined) return false;
  const lower = value | 0x20;
  return isDigit(value) || (lower >= 0x61 && lower <= 0x66);
}
