import { decodeUtf8 } from '../utf8.ts';
import type { Cursor } from './cursor.ts';
import type { ProtoScalar } from './types.ts';

/** The names of wire types by number. */
export const wireTypeNames = ['VARINT', 'I64', 'LEN', 'SGROUP', 'EGROUP', 'I32'] as const;
export const VARINT = 0;
export const I64 = 1;
export const LEN = 2;
export const SGROUP = 3;
export const EGROUP = 4;
export const I32 = 5;

/** The wire type in which a scalar is written; undefined for a name that is no scalar. */
export function wireTypeOf(scalar: string): number | undefined {
  return Object.hasOwn(wireTypes, scalar) ? wireTypes[scalar] : undefined;
}

const wireTypes: Readonly<Record<string, number>> = {
  double: I64,
  fixed64: I64,
  sfixed64: I64,
  float: I32,
  fixed32: I32,
  sfixed32: I32,
  int32: VARINT,
  int64: VARINT,
  uint32: VARINT,
  uint64: VARINT,
  sint32: VARINT,
  sint64: VARINT,
  bool: VARINT,
  string: LEN,
  bytes: LEN,
} satisfies Readonly<Record<ProtoScalar, number>>;

/** A varint as ProtoJSON writes the type: 64-bit integers are strings. */
export function varintValue(raw: bigint, scalar: string): number | string | boolean {
  switch (scalar) {
    case 'bool':
      return raw !== 0n;
    case 'int32':
      return Number(BigInt.asIntN(32, raw));
    case 'uint32':
      return Number(BigInt.asUintN(32, raw));
    case 'sint32':
      return Number(zigzag(BigInt.asUintN(32, raw)));
    case 'int64':
      return `${BigInt.asIntN(64, raw)}`;
    case 'sint64':
      return `${zigzag(raw)}`;
    default:
      return `${raw}`;
  }
}

/** What an unsigned number stands for in the types `sint32` and `sint64`. */
export function zigzag(raw: bigint): bigint {
  return raw % 2n === 0n ? raw / 2n : -(raw + 1n) / 2n;
}

/** Four or eight bytes as ProtoJSON writes the type. */
export function fixedValue(cursor: Cursor, at: number, scalar: string): number | string {
  const { bytes } = cursor;
  switch (scalar) {
    case 'double':
      return finite(bytes.readDoubleLE(at));
    case 'float':
      return finite(shortest(bytes.readFloatLE(at)));
    case 'fixed64':
      return `${bytes.readBigUInt64LE(at)}`;
    case 'sfixed64':
      return `${bytes.readBigInt64LE(at)}`;
    case 'sfixed32':
      return bytes.readInt32LE(at);
    default:
      return bytes.readUInt32LE(at);
  }
}

/** ProtoJSON writes what JSON has no number for as a string. */
function finite(value: number): number | string {
  return Number.isFinite(value) ? value : `${value}`;
}

/** The shortest decimal that is this single-precision number: 0.1, not 0.10000000149011612. */
function shortest(value: number): number {
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/** Text as people write it: UTF-8 without control characters except line ends and tabs. */
export function plainText(bytes: Buffer): string | undefined {
  const { text, valid } = decodeUtf8(bytes);
  if (!valid || /\p{Cc}/u.test(text.replace(/[\t\r\n]/g, ''))) return undefined;
  return text;
}
