import { byte, isDigit, pastLiteral, pastNumber, pastSpace, pastString } from './json-lexeme.ts';

/** The caps that are certainly not exceeded by a text within these: see `json-tree.ts`. */
const MAX_DEPTH = 64;
const MAX_VALUES = 1_500;

/** Objects with more members are left to the one who reads them. */
const MAX_MEMBERS = 64;

/** Numbers of up to so many characters are exact as doubles, integers or not. */
const MAX_EXACT_LENGTH = 15;

/** Hashes of the names of an object's members; nothing of an array. */
type Level = number[] | undefined;

/**
 * Whether the bytes are a JSON text without any problem: then its nodes can wait until somebody asks for
 * them. Builds nothing. A yes is certain; a no only says that the text has to be read to know.
 */
export function isCleanJson(bytes: Uint8Array): boolean {
  const levels: Level[] = [];
  let at = pastSpace(bytes, 0);
  for (let values = 0; values < MAX_VALUES; values++) {
    const first = bytes[at];
    if (first === byte.leftBrace || first === byte.leftBracket) {
      if (levels.length === MAX_DEPTH) return false;
      const level: Level = first === byte.leftBrace ? [] : undefined;
      levels.push(level);
      at = pastSpace(bytes, at + 1);
      if (bytes[at] !== closing(level)) {
        if (level !== undefined) at = pastName(bytes, at, level);
        if (at < 0) return false;
        continue;
      }
    } else {
      at = pastScalar(bytes, at);
      if (at < 0) return false;
      at = pastSpace(bytes, at);
    }
    // Here a value is over, or the bracket at `at` ends one.
    while (levels.length > 0 && bytes[at] === closing(levels[levels.length - 1])) {
      levels.pop();
      at = pastSpace(bytes, at + 1);
    }
    if (levels.length === 0) return at === bytes.length;
    if (bytes[at] !== byte.comma) return false;
    at = pastSpace(bytes, at + 1);
    const level = levels[levels.length - 1];
    if (level !== undefined) at = pastName(bytes, at, level);
    if (at < 0) return false;
  }
  return false;
}

function closing(level: Level): number {
  return level === undefined ? byte.rightBracket : byte.rightBrace;
}

/** The offset of the value behind a name; -1 if there is none, or the name may be there twice. */
function pastName(bytes: Uint8Array, start: number, names: number[]): number {
  if (bytes[start] !== byte.quote || names.length === MAX_MEMBERS) return -1;
  const end = pastString(bytes, start);
  if (typeof end !== 'number') return -1;
  let hash = 0;
  for (let at = start + 1; at < end - 1; at++) {
    const next = bytes[at] ?? 0;
    // With an escape, a name can be spelt in several ways.
    if (next === byte.backslash) return -1;
    hash = (Math.imul(hash, 31) + next) | 0;
  }
  if (names.includes(hash)) return -1;
  names.push(hash);
  const colon = pastSpace(bytes, end);
  return bytes[colon] === byte.colon ? pastSpace(bytes, colon + 1) : -1;
}

/** The offset past a string, a number or a literal; -1 if it is none or not exact. */
function pastScalar(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  if (first === byte.quote) return orNone(pastString(bytes, start));
  if (first === byte.minus || isDigit(first)) {
    const end = orNone(pastNumber(bytes, start));
    return end - start > MAX_EXACT_LENGTH ? -1 : end;
  }
  if (first === byte.t) return orNone(pastLiteral(bytes, start, 'true'));
  if (first === byte.f) return orNone(pastLiteral(bytes, start, 'false'));
  return first === byte.n ? orNone(pastLiteral(bytes, start, 'null')) : -1;
}

function orNone(end: number | object): number {
  return typeof end === 'number' ? end : -1;
}
