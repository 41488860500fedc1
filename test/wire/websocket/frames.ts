import { acceptFor } from '../../../src/wire/websocket/handshake.ts';

export const key = 'dGhlIHNhbXBsZSBub25jZQ==';

/** A request that offers WebSocket, with further lines. */
export function offer(...lines: readonly string[]): string {
  return [
    'GET /live HTTP/1.1',
    'Host: a',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${key}`,
    ...lines,
    '\r\n',
  ].join('\r\n');
}

/** The response that switches, with further lines. */
export function switched(...lines: readonly string[]): string {
  return [
    'HTTP/1.1 101 Switching Protocols',
    'Connection: Upgrade',
    'Upgrade: websocket',
    `Sec-WebSocket-Accept: ${acceptFor(key)}`,
    ...lines,
    '\r\n',
  ].join('\r\n');
}

export interface FrameParts {
  /** Opcode; 1 (text) where nothing is said. */
  readonly opcode?: number;
  readonly payload?: string | Uint8Array;
  readonly fin?: boolean;
  /** RSV1, RSV2, RSV3 as 4, 2, 1. */
  readonly reserved?: number;
  /** The masking key; none where it is undefined. */
  readonly mask?: readonly number[];
  /** Writes the length with so many further bytes. */
  readonly lengthBytes?: 0 | 2 | 8;
  /** Declares another length than the payload has. */
  readonly declared?: bigint;
}

/** A frame as a server sends it: not masked. A string payload is UTF-8. */
export function frame(parts: FrameParts = {}): Buffer {
  const { opcode = 1, payload = '', fin = true, reserved = 0, mask } = parts;
  const data = Buffer.from(payload);
  const length = parts.declared ?? BigInt(data.length);
  const lengthBytes = parts.lengthBytes ?? (length < 126n ? 0 : length < 65_536n ? 2 : 8);
  const short = lengthBytes === 0 ? Number(length) : lengthBytes === 2 ? 126 : 127;
  const extended = Buffer.alloc(8);
  extended.writeBigUInt64BE(length);
  return Buffer.concat([
    Buffer.from([(fin ? 0x80 : 0) | (reserved << 4) | opcode, (mask ? 0x80 : 0) | short]),
    extended.subarray(8 - lengthBytes),
    Buffer.from(mask ?? []),
    mask === undefined ? data : data.map((byte, i) => byte ^ (mask[i % 4] ?? 0)),
  ]);
}

/** A frame as a client sends it: masked. */
export function clientFrame(parts: FrameParts = {}): Buffer {
  return frame({ mask: [0x37, 0xfa, 0x21, 0x3d], ...parts });
}

/** A close frame's payload. */
export function closing(code: number, reason: string | Uint8Array = ''): Buffer {
  return Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason)]);
}
