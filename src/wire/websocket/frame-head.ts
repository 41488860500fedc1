import type { Direction, Node, Problem } from '../types.ts';
import { isControl, opcodeOf } from './opcode.ts';
import { wsProblems } from './problems.ts';

/** The longest head of a frame: two bytes, eight of length, four of masking key. */
export const LONGEST_HEAD = 14;

/** The head of a frame (RFC 6455 §5.2). */
export interface FrameHead {
  readonly fin: boolean;
  /** The three reserved bits as they stand, RSV1 the highest: 4, 2, 1. */
  readonly reserved: number;
  /** The four bits of the opcode. */
  readonly opcode: number;
  readonly maskKey: Uint8Array | undefined;
  readonly payloadLength: number;
  /** Why the length cannot be one; `payloadLength` then says nothing. */
  readonly impossible?: Problem;
  /** Length of the head itself, in bytes. */
  readonly byteLength: number;
}

/** How long a head is that begins with these bytes; at least 2 where less of them is known. */
export function headLength([, second]: Uint8Array): number {
  if (second === undefined) return 2;
  return 2 + extendedBytes(second) + ((second & 0x80) === 0 ? 0 : 4);
}

function extendedBytes(second: number): 0 | 2 | 8 {
  const short = second & 0x7f;
  if (short === 126) return 2;
  return short === 127 ? 8 : 0;
}

/** Reads a head; `bytes` are all of it. */
export function readHead(bytes: Uint8Array): FrameHead {
  const [first = 0, second = 0] = bytes;
  const extended = extendedBytes(second);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let length = BigInt(second & 0x7f);
  if (extended === 2) length = BigInt(view.getUint16(2));
  if (extended === 8) length = view.getBigUint64(2);
  const impossible = impossibility(length);
  const masked = (second & 0x80) !== 0;
  return {
    fin: (first & 0x80) !== 0,
    reserved: (first >> 4) & 0x7,
    opcode: first & 0xf,
    maskKey: masked ? Uint8Array.from(bytes.subarray(2 + extended)) : undefined,
    payloadLength: impossible === undefined ? Number(length) : Number.MAX_SAFE_INTEGER,
    ...(impossible === undefined ? {} : { impossible }),
    byteLength: bytes.length,
  };
}

function impossibility(length: bigint): Problem | undefined {
  if (length >= 1n << 63n) return wsProblems.lengthTooLarge;
  return length > BigInt(Number.MAX_SAFE_INTEGER) ? wsProblems.lengthUncountable : undefined;
}

/** The nodes of a head that begins at offset `start`; they tile it. `blame` goes to its first byte. */
export function headNodes(
  head: FrameHead,
  start: number,
  direction: Direction,
  blame: Problem | undefined,
): Node[] {
  const masked = head.maskKey !== undefined;
  const extended = head.byteLength - 2 - (masked ? 4 : 0);
  const nodes: Node[] = [];
  const add = (kind: string, length: number, value: string, problem: Problem | undefined) => {
    const at = nodes.at(-1)?.end ?? start;
    const node = { kind, start: at, end: at + length, value };
    nodes.push(problem === undefined ? node : { ...node, problem });
  };
  add('ws.fin-opcode', 1, firstByte(head), blame);
  const ofLength = lengthProblem(head, extended);
  const ofMask = maskProblem(masked, direction);
  const how = ['its length follows in 2 bytes', 'its length follows in 8 bytes'];
  const length = extended === 0 ? `${head.payloadLength} bytes` : how[extended === 2 ? 0 : 1];
  add('ws.mask-length', 1, `${masked ? 'masked' : 'not masked'}, ${length}`, ofMask);
  if (extended > 0) {
    const value = head.impossible === undefined ? `${head.payloadLength} bytes` : 'impossible';
    add('ws.extended-length', extended, value, ofLength);
  }
  if (head.maskKey !== undefined) {
    add('ws.mask-key', 4, Buffer.from(head.maskKey).toString('hex'), undefined);
  }
  return nodes;
}

function firstByte({ fin, reserved, opcode }: FrameHead): string {
  const bits = ['RSV1', 'RSV2', 'RSV3'].filter((_, i) => (reserved & (4 >> i)) !== 0);
  const name = opcodeOf(opcode);
  const code = name === 'reserved' ? `reserved 0x${opcode.toString(16)}` : name;
  return [...(fin ? ['FIN'] : []), ...bits, code].join(', ');
}

function lengthProblem(head: FrameHead, extended: number): Problem | undefined {
  if (head.impossible !== undefined) return head.impossible;
  const least = extended === 2 ? 126 : 65_536;
  if (extended > 0 && head.payloadLength < least) return wsProblems.lengthNotMinimal;
  return isControl(head.opcode) && extended > 0 ? wsProblems.longControl : undefined;
}

function maskProblem(masked: boolean, direction: Direction): Problem | undefined {
  if (direction === 'client-to-server') return masked ? undefined : wsProblems.unmaskedClientFrame;
  return masked ? wsProblems.maskedServerFrame : undefined;
}
