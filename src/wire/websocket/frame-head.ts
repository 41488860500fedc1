import type { Direction, Node, Problem } from '../types.ts';
import { isControl, opcodeOf } from './opcode.ts';
import { wsProblems } from './problems.ts';

/** The longest payload of a control frame, in bytes (RFC 6455 §5.5). */
const LONGEST_CONTROL = 125;

/** The longest head of a frame: two bytes, eight of length, four of masking key. */
export const LONGEST_HEAD = 14;

/** The head of a frame (RFC 6455 §5.2). */
export interface FrameHead {
  readonly fin: boolean;
  /** The three reserved bits as they stand, RSV1 the highest: 4, 2, 1. */
  readonly reserved: number;
  /** The four bits of the opcode. */
  readonly opcode: number;
  /** The masking key, its first byte the highest of the number. */
  readonly maskKey: number | undefined;
  readonly payloadLength: number;
  /** Why the length cannot be one; `payloadLength` then says nothing. */
  readonly impossible: Problem | undefined;
  /** Length of the head itself, in bytes. */
  readonly byteLength: number;
}

/** How long a head is whose second byte is this; at least 2 if that is not known. */
export function headLength(second: number | undefined): number {
  if (second === undefined) return 2;
  return 2 + extendedBytes(second) + ((second & 0x80) === 0 ? 0 : 4);
}

function extendedBytes(second: number): 0 | 2 | 8 {
  const short = second & 0x7f;
  if (short === 126) return 2;
  return short === 127 ? 8 : 0;
}

/** Reads the head that begins at `start` and takes `byteLength` bytes. */
export function readHead(bytes: Uint8Array, start: number, byteLength: number): FrameHead {
  const first = bytes[start] ?? 0;
  const second = bytes[start + 1] ?? 0;
  const extended = extendedBytes(second);
  let payloadLength = second & 0x7f;
  let impossible: Problem | undefined;
  if (extended === 2) payloadLength = (bytes[start + 2] ?? 0) * 256 + (bytes[start + 3] ?? 0);
  if (extended === 8) {
    const high = uint32(bytes, start + 2);
    payloadLength = high * 2 ** 32 + uint32(bytes, start + 6);
    impossible = impossibility(high, payloadLength);
    if (impossible !== undefined) payloadLength = Number.MAX_SAFE_INTEGER;
  }
  return {
    fin: (first & 0x80) !== 0,
    reserved: (first >> 4) & 0x7,
    opcode: first & 0xf,
    maskKey: (second & 0x80) === 0 ? undefined : uint32(bytes, start + 2 + extended),
    payloadLength,
    impossible,
    byteLength,
  };
}

function uint32(bytes: Uint8Array, at: number): number {
  const high = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  return high * 0x1_0000 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
}

/** `high` are the upper 32 bits of the length, whose own value is rounded if it is not safe. */
function impossibility(high: number, length: number): Problem | undefined {
  if (high >= 2 ** 31) return wsProblems.lengthTooLarge;
  return length > Number.MAX_SAFE_INTEGER ? wsProblems.lengthUncountable : undefined;
}

/** The masking key as 8 hexadecimal digits. */
export function maskKeyText(maskKey: number): string {
  return maskKey.toString(16).padStart(8, '0');
}

/** The nodes of a head that begins at offset `start`; they tile it. `blame` goes to its first byte. */
export function headNodes(
  head: FrameHead,
  start: number,
  direction: Direction,
  blame: Problem | undefined,
): Node[] {
  const { maskKey, payloadLength, impossible } = head;
  const masked = maskKey !== undefined;
  const extended = head.byteLength - 2 - (masked ? 4 : 0);
  const length =
    extended === 0 ? `${payloadLength} bytes` : `its length follows in ${extended} bytes`;
  const told = masked ? `masked, ${length}` : `not masked, ${length}`;
  const nodes = [
    node('ws.fin-opcode', start, 1, firstByte(head), blame),
    node('ws.mask-length', start + 1, 1, told, maskProblem(masked, direction)),
  ];
  if (extended > 0) {
    const value = impossible === undefined ? `${payloadLength} bytes` : 'impossible';
    const problem = lengthProblem(head, extended);
    nodes.push(node('ws.extended-length', start + 2, extended, value, problem));
  }
  if (masked) {
    const at = start + 2 + extended;
    nodes.push(node('ws.mask-key', at, 4, maskKeyText(maskKey), undefined));
  }
  return nodes;
}

function node(
  kind: string,
  start: number,
  byteLength: number,
  value: string,
  problem: Problem | undefined,
): Node {
  const end = start + byteLength;
  return problem === undefined ? { kind, start, end, value } : { kind, start, end, value, problem };
}

/** What first bytes say, by their value, once each was asked for. */
const firstBytes: string[] = [];

function firstByte({ fin, reserved, opcode }: FrameHead): string {
  const index = (fin ? 0x80 : 0) | (reserved << 4) | opcode;
  const known = firstBytes[index];
  if (known !== undefined) return known;
  const bits = ['RSV1', 'RSV2', 'RSV3'].filter((_, i) => (reserved & (4 >> i)) !== 0);
  const name = opcodeOf(opcode);
  const code = name === 'reserved' ? `reserved 0x${opcode.toString(16)}` : name;
  const text = [...(fin ? ['FIN'] : []), ...bits, code].join(', ');
  firstBytes[index] = text;
  return text;
}

function lengthProblem(head: FrameHead, extended: number): Problem | undefined {
  if (head.impossible !== undefined) return head.impossible;
  if (isControl(head.opcode) && head.payloadLength > LONGEST_CONTROL) return wsProblems.longControl;
  const least = extended === 2 ? 126 : 65_536;
  return extended > 0 && head.payloadLength < least ? wsProblems.lengthNotMinimal : undefined;
}

function maskProblem(masked: boolean, direction: Direction): Problem | undefined {
  if (direction === 'client-to-server') return masked ? undefined : wsProblems.unmaskedClientFrame;
  return masked ? wsProblems.maskedServerFrame : undefined;
}
