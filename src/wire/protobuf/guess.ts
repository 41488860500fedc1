import { Cursor } from './cursor.ts';
import { EGROUP, I32, I64, LEN, plainText, SGROUP, VARINT, zigzag } from './scalars.ts';

/** What bytes with a length are taken for, in words that admit it. */
export interface Guess {
  readonly as: 'string' | 'message' | 'bytes';
  readonly shown: string;
}

/** A varint without its type: `150 (guess: int; as sint 75)`. */
export function guessVarint(raw: bigint): string {
  const signed = BigInt.asIntN(64, raw);
  const number = signed < 0n ? `${signed}` : `${raw}`;
  const bool = raw === 0n || raw === 1n ? ` or ${raw === 1n}` : '';
  return `${number} (guess: int${bool}; as sint ${zigzag(raw)})`;
}

/** Bytes with a length: text if they read as text, else a message if they read as one. */
export function guessLength(bytes: Buffer, mayBeNested: boolean, hex: string): Guess {
  if (bytes.length === 0) return { as: 'bytes', shown: '(empty: string, bytes or message)' };
  const text = plainText(bytes);
  if (text !== undefined) {
    const also = mayBeNested ? '; also reads as a message' : '';
    return { as: 'string', shown: `${JSON.stringify(text)} (guess: string${also})` };
  }
  if (mayBeNested) return { as: 'message', shown: '(guess: message)' };
  return { as: 'bytes', shown: `${hex} (guess: bytes or packed numbers)` };
}

/** True if the bytes read as fields from the first to the last; what these hold is not looked at. */
export function mayBeMessage({ bytes, at, end }: Cursor): boolean {
  const cursor = new Cursor(bytes, at, end);
  while (cursor.left > 0) {
    const tag = cursor.varint();
    if (typeof tag !== 'bigint' || tag >> 3n === 0n || tag >> 3n > 0x1fff_ffffn) return false;
    if (!passValue(cursor, Number(tag & 7n))) return false;
  }
  return true;
}

function passValue(cursor: Cursor, wireType: number): boolean {
  switch (wireType) {
    case VARINT:
      return typeof cursor.varint() === 'bigint';
    case I64:
      return pass(cursor, 8);
    case I32:
      return pass(cursor, 4);
    case LEN: {
      const length = cursor.varint();
      return typeof length === 'bigint' && pass(cursor, Number(length));
    }
    // A stray group is rare enough to say that this is something else.
    case SGROUP:
    case EGROUP:
      return false;
    default:
      return false;
  }
}

function pass(cursor: Cursor, byteLength: number): boolean {
  if (byteLength > cursor.left) return false;
  cursor.at += byteLength;
  return true;
}
