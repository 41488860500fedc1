/** The types of frames that are needed here (RFC 9113 §6). */
export const TYPE = {
  ...{ DATA: 0, HEADERS: 1, RST_STREAM: 3, SETTINGS: 4, PUSH_PROMISE: 5, GOAWAY: 7 },
} as const;
export const FLAG = { ACK: 1, END_STREAM: 1, END_HEADERS: 4 } as const;
export const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

export interface Frame {
  readonly type: number;
  readonly flags: number;
  readonly stream: number;
  readonly payload: Buffer;
}

/** The bytes of a frame (RFC 9113 §4.1). */
export function frame(type: number, flags: number, stream: number, ...parts: Uint8Array[]): Buffer {
  const payload = Buffer.concat(parts);
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** Numbers of 32 bits: a setting's value, a stream, an error code. */
export function uint32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, 4 * at);
  return bytes;
}

/** Gives the frames that are whole once more bytes are there. */
export function frameReader(): (bytes: Buffer) => readonly Frame[] {
  let held = Buffer.alloc(0);
  return (bytes) => {
    held = Buffer.concat([held, bytes]);
    const frames: Frame[] = [];
    for (;;) {
      const end = held.length < 9 ? Number.POSITIVE_INFINITY : 9 + held.readUIntBE(0, 3);
      if (held.length < end) return frames;
      frames.push({
        type: held.readUInt8(3),
        flags: held.readUInt8(4),
        stream: held.readUInt32BE(5) & 0x7fff_ffff,
        payload: held.subarray(9, end),
      });
      held = held.subarray(end);
    }
  };
}
