import { limits } from '../limits.ts';
import type { Node, Problem } from '../types.ts';
import { decodeUtf8 } from '../utf8.ts';
import { Cursor } from './cursor.ts';
import { guessLength, guessVarint, mayBeMessage } from './guess.ts';
import { problems } from './problems.ts';
import {
  EGROUP,
  fixedValue,
  I32,
  I64,
  LEN,
  SGROUP,
  VARINT,
  varintValue,
  wireTypeNames,
  wireTypeOf,
} from './scalars.ts';
import type { ProtoField, ProtoTypes } from './types.ts';
import { wellKnownJson } from './well-known.ts';

/** How deep messages are guessed into each other. */
const GUESS_DEPTH = 10;
const LARGEST_FIELD_NUMBER = 0x1fff_ffff;

/** What a message says. */
export interface ReadMessage {
  /** Fields in the order of the bytes, in offsets of the message; their leaves tile it. */
  readonly nodes: readonly Node[];
  /** The fields by name, as ProtoJSON would write them; absent if the type is not known. */
  readonly value?: Readonly<Record<string, unknown>>;
}

/**
 * Reads a Protobuf message: by the names of `type` if it is known, else by number, with what a
 * value may mean marked as a guess. The nodes of tags and values begin with their bytes in
 * hexadecimal. Where reading is not possible any further, the rest is one `protobuf.unread`.
 */
export function readMessage(
  bytes: Buffer,
  types: ProtoTypes | undefined,
  type: string | undefined,
): ReadMessage {
  const reader = new MessageReader(types);
  const cursor = new Cursor(bytes, 0, bytes.length);
  return reader.message(cursor, type, 0);
}

type Fields = Readonly<Record<number, ProtoField>> | undefined;

/** A value on its way into a message. */
interface Read {
  readonly children: Node[];
  /** How it reads on one line. */
  readonly shown: string;
  /** Its values if its type is known; several of a packed field. */
  readonly values?: readonly unknown[];
  readonly problem?: Problem;
}

class MessageReader {
  readonly #types: ProtoTypes | undefined;
  #fields = 0;

  constructor(types: ProtoTypes | undefined) {
    this.#types = types;
  }

  message(cursor: Cursor, type: string | undefined, depth: number): ReadMessage {
    const fields = type === undefined ? undefined : this.#messageType(type);
    const nodes: Node[] = [];
    const value: Record<string, unknown> = {};
    while (cursor.left > 0) {
      if (this.#fields++ >= limits.protobufFields) {
        nodes.push({ kind: 'protobuf.more-fields', start: cursor.at, end: cursor.end });
        break;
      }
      const start = cursor.at;
      const problem = this.#field(cursor, fields, depth, nodes, value);
      if (problem !== undefined) {
        nodes.push({ kind: 'protobuf.unread', start, end: cursor.end, problem });
        break;
      }
    }
    return fields === undefined ? { nodes } : { nodes, value };
  }

  /** Reads one field; what comes back is why it cannot be read. */
  #field(
    cursor: Cursor,
    fields: Fields,
    depth: number,
    nodes: Node[],
    value: Record<string, unknown>,
  ): Problem | undefined {
    const start = cursor.at;
    const tag = cursor.varint();
    if (typeof tag !== 'bigint') return tag;
    const wireType = Number(tag & 7n);
    const number = Number(tag >> 3n);
    if (number === 0 || number > LARGEST_FIELD_NUMBER) return problems.fieldNumber;
    const wireTypeName = wireTypeNames[wireType];
    if (wireTypeName === undefined) return problems.wireType;
    const meaning = `${cursor.hex(start, cursor.at)} = field ${number}, wire type ${wireType} (${wireTypeName})`;
    const tagNode: Node = { kind: 'protobuf.tag', start, end: cursor.at, value: meaning };
    const field = fields?.[number];
    const read = this.#value(cursor, wireType, field, depth);
    if ('code' in read) return read;
    const shown = read.shown.length > 200 ? `${read.shown.slice(0, 200)}…` : read.shown;
    nodes.push({
      kind: 'protobuf.field',
      start,
      end: cursor.at,
      name: field?.name ?? `${number}`,
      value: fields !== undefined && field === undefined ? `${shown} (unknown field)` : shown,
      ...(read.problem && { problem: read.problem }),
      children: [tagNode, ...read.children],
    });
    if (field !== undefined && read.values !== undefined) put(value, field, read.values);
    return undefined;
  }

  #value(
    cursor: Cursor,
    wireType: number,
    field: ProtoField | undefined,
    depth: number,
  ): Read | Problem {
    if (wireType === SGROUP || wireType === EGROUP) {
      return { children: [], shown: wireType === SGROUP ? 'a group begins' : 'a group ends' };
    }
    const expected = field === undefined ? undefined : this.#wireTypeOf(field);
    const packed =
      field?.repeated === true && wireType === LEN && expected !== undefined && expected !== LEN;
    const fits = expected === wireType || packed;
    const known = fits ? field : undefined;
    const read = this.#read(cursor, wireType, known, packed, depth);
    if ('code' in read || fits || field === undefined) return read;
    return { ...read, problem: problems.wireTypeDiffers };
  }

  #read(
    cursor: Cursor,
    wireType: number,
    field: ProtoField | undefined,
    packed: boolean,
    depth: number,
  ): Read | Problem {
    if (wireType === VARINT) return this.#varint(cursor, field);
    if (wireType === I64) return this.#fixed(cursor, 8, field);
    if (wireType === I32) return this.#fixed(cursor, 4, field);
    const start = cursor.at;
    const length = cursor.varint();
    if (typeof length !== 'bigint') return length;
    if (length > BigInt(cursor.left)) return problems.valueUnfinished;
    const meaning = `${cursor.hex(start, cursor.at)} = ${length === 1n ? '1 byte' : `${length} bytes`}`;
    const lengthNode = { kind: 'protobuf.length', start, end: cursor.at, value: meaning };
    const inner = new Cursor(cursor.bytes, cursor.at, cursor.at + Number(length));
    cursor.at = inner.end;
    const read = packed ? this.#packed(inner, field) : this.#delimited(inner, field, depth);
    return { ...read, children: [lengthNode, ...read.children] };
  }

  #varint(cursor: Cursor, field: ProtoField | undefined): Read | Problem {
    const start = cursor.at;
    const raw = cursor.varint();
    if (typeof raw !== 'bigint') return raw;
    const value = field === undefined ? undefined : this.#varintValue(raw, field.type);
    const shown = value === undefined ? guessVarint(raw) : `${value}`;
    const spelled = `${cursor.hex(start, cursor.at)} = ${shown}`;
    const node = { kind: 'protobuf.varint', start, end: cursor.at, value: spelled };
    return { children: [node], shown, ...(value !== undefined && { values: [value] }) };
  }

  #fixed(cursor: Cursor, byteLength: 4 | 8, field: ProtoField | undefined): Read | Problem {
    if (cursor.left < byteLength) return problems.valueUnfinished;
    const start = cursor.at;
    cursor.at += byteLength;
    const value = field === undefined ? undefined : fixedValue(cursor, start, field.type);
    const [integer, real] = byteLength === 8 ? ['fixed64', 'double'] : ['fixed32', 'float'];
    const shown =
      value === undefined
        ? `${fixedValue(cursor, start, real ?? '')} (guess: ${real}; as ${integer} ${fixedValue(cursor, start, integer ?? '')})`
        : `${value}`;
    const node = {
      kind: byteLength === 8 ? 'protobuf.i64' : 'protobuf.i32',
      start,
      end: cursor.at,
      value: `${cursor.hex(start, cursor.at)} = ${shown}`,
    };
    return { children: [node], shown, ...(value !== undefined && { values: [value] }) };
  }

  #packed(inner: Cursor, field: ProtoField | undefined): Read {
    const children: Node[] = [];
    const values: unknown[] = [];
    while (inner.left > 0) {
      const start = inner.at;
      if (this.#fields++ >= limits.protobufFields) {
        children.push({ kind: 'protobuf.more-fields', start, end: inner.end });
        break;
      }
      const wireType = field === undefined ? VARINT : (this.#wireTypeOf(field) ?? VARINT);
      const read = this.#read(inner, wireType, field, false, 0);
      if ('code' in read) {
        children.push({ kind: 'protobuf.unread', start, end: inner.end, problem: read });
        break;
      }
      children.push(...read.children);
      values.push(...(read.values ?? []));
    }
    return { children, values, shown: `[${values.join(', ')}]` };
  }

  #delimited(inner: Cursor, field: ProtoField | undefined, depth: number): Read {
    const { at: start, end } = inner;
    const bytes = inner.bytes.subarray(start, end);
    if (field === undefined) return this.#guess(inner, bytes, depth);
    if (field.type === 'bytes') {
      const node = { kind: 'protobuf.bytes', start, end, value: inner.hex(start, end) };
      return { children: leaf(node), shown: node.value, values: [bytes.toString('base64')] };
    }
    if (field.type === 'string') {
      const { text, valid } = decodeUtf8(bytes);
      const node: Node = {
        kind: 'protobuf.string',
        start,
        end,
        value: text,
        ...(!valid && { problem: problems.stringNotUtf8 }),
      };
      return { children: leaf(node), shown: JSON.stringify(text), values: [text] };
    }
    if (depth >= limits.protobufDepth) {
      const node = { kind: 'protobuf.unread', start, end, problem: problems.tooDeep };
      return { children: leaf(node), shown: field.type };
    }
    const { nodes, value: members } = this.message(inner, field.type, depth + 1);
    if (members === undefined) return { children: [...nodes], shown: field.type };
    const value = field.map
      ? { ...this.#zeroEntry(field.type), ...members }
      : (wellKnownJson(field.type, members) ?? members);
    return { children: [...nodes], shown: JSON.stringify(value), values: [value] };
  }

  /** What an entry of a map means whose key or value is absent: the zero of its type. */
  #zeroEntry(type: string): Readonly<Record<string, unknown>> {
    const zeros = Object.values(this.#messageType(type) ?? {}).map((field) => [
      field.name,
      this.#zero(field.type),
    ]);
    return Object.fromEntries(zeros);
  }

  #zero(type: string): unknown {
    const names = this.#enumType(type);
    if (names !== undefined) return names[0] ?? 0;
    if (type === 'string' || type === 'bytes') return '';
    const wireType = wireTypeOf(type);
    if (wireType === undefined) return wellKnownJson(type, {}) ?? {};
    return wireType === VARINT ? varintValue(0n, type) : 0;
  }

  #guess(inner: Cursor, bytes: Buffer, depth: number): Read {
    const { at: start, end } = inner;
    const nested = depth < GUESS_DEPTH && mayBeMessage(inner);
    const guess = guessLength(bytes, nested, inner.hex(start, end));
    if (guess.as === 'message') {
      const { nodes } = this.message(inner, undefined, depth + 1);
      return { children: [...nodes], shown: guess.shown };
    }
    const kind = guess.as === 'string' ? 'protobuf.string' : 'protobuf.bytes';
    return { children: leaf({ kind, start, end, value: guess.shown }), shown: guess.shown };
  }

  #messageType(name: string): Fields {
    const messages = this.#types?.messages;
    return messages !== undefined && Object.hasOwn(messages, name) ? messages[name] : undefined;
  }

  #enumType(name: string): Readonly<Record<number, string>> | undefined {
    const enums = this.#types?.enums;
    return enums !== undefined && Object.hasOwn(enums, name) ? enums[name] : undefined;
  }

  #wireTypeOf({ type }: ProtoField): number | undefined {
    if (this.#enumType(type) !== undefined) return VARINT;
    return wireTypeOf(type) ?? (this.#messageType(type) === undefined ? undefined : LEN);
  }

  #varintValue(raw: bigint, type: string): number | string | boolean {
    const names = this.#enumType(type);
    if (names === undefined) return varintValue(raw, type);
    const number = Number(BigInt.asIntN(32, raw));
    return names[number] ?? number;
  }
}

/** The node in a list, or none if it covers nothing. */
function leaf(node: Node): Node[] {
  return node.end === node.start ? [] : [node];
}

/** Puts the values of a field where ProtoJSON has them; of a single field the last one counts. */
function put(
  message: Record<string, unknown>,
  field: ProtoField,
  values: readonly unknown[],
): void {
  if (field.map === true) {
    const entries: Record<string, unknown> = {};
    Object.assign(entries, message[field.name]);
    for (const entry of values) {
      const { key, value } = entryOf(entry);
      define(entries, key, value);
    }
    define(message, field.name, entries);
    return;
  }
  if (field.repeated !== true) {
    define(message, field.name, values.at(-1));
    return;
  }
  const before = message[field.name];
  if (Array.isArray(before)) before.push(...values);
  else define(message, field.name, [...values]);
}

function entryOf(entry: unknown): { readonly key: string; readonly value: unknown } {
  const { key, value }: { readonly key?: unknown; readonly value?: unknown } =
    typeof entry === 'object' && entry !== null ? entry : {};
  return { key: String(key ?? ''), value: value ?? null };
}

/** Sets a member even if its name is `__proto__`. */
function define(target: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(target, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
