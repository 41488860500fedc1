import type { WsOpcode } from '../types.ts';

const opcodes: ReadonlyMap<number, WsOpcode> = new Map([
  [0x0, 'continuation'],
  [0x1, 'text'],
  [0x2, 'binary'],
  [0x8, 'close'],
  [0x9, 'ping'],
  [0xa, 'pong'],
]);

/** The meaning of a frame's four opcode bits (RFC 6455 §5.2). */
export function opcodeOf(bits: number): WsOpcode {
  return opcodes.get(bits) ?? 'reserved';
}

/** Control frames have the highest of the four bits set, those without a meaning yet among them (RFC 6455 §5.5). */
export function isControl(bits: number): boolean {
  return bits >= 0x8;
}
