/** Types of frames (RFC 9113 §6) that the benchmarks write or look at. */
export const frameType = {
  data: 0,
  headers: 1,
  resetStream: 3,
  settings: 4,
  goAway: 7,
  windowUpdate: 8,
} as const;

/** Flags of frames (RFC 9113 §6); `ack` is that of `SETTINGS`. */
export const flag = { endStream: 0x1, ack: 0x1, endHeaders: 0x4 } as const;

/** Length of a frame's head, in bytes (RFC 9113 §4.1). */
export const HEAD_BYTES = 9;

/** What a client begins with (RFC 9113 §3.4). */
export const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

/** Index of the newest entry of the dynamic table (RFC 7541 §2.3.3). */
const NEWEST = 62;

/** A frame (RFC 9113 §4.1). */
export function frame(type: number, flags: number, stream: number, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/**
 * Header blocks of one direction of a connection: a field is written out and indexed where it comes
 * first, and is one byte from then on (RFC 7541 §6.1, §6.2.1), as with common clients. It has room
 * for a few short fields, which is all that the benchmarks need.
 */
export class HeaderBlocks {
  readonly #known: string[] = [];

  block(fields: Readonly<Record<string, string>>): Buffer {
    return Buffer.concat(Object.entries(fields).map(([name, value]) => this.#field(name, value)));
  }

  #field(name: string, value: string): Buffer {
    const at = this.#known.indexOf(`${name}: ${value}`);
    if (at >= 0) return Buffer.of(0x80 | (NEWEST + this.#known.length - 1 - at));
    this.#known.push(`${name}: ${value}`);
    const text = (of: string) => Buffer.concat([Buffer.of(of.length), Buffer.from(of)]);
    return Buffer.concat([Buffer.of(0x40), text(name), text(value)]);
  }
}

/** A message of gRPC without compression, in its length-prefixed frame: one string in field 1. */
export function grpcMessage(text: Uint8Array): Buffer {
  const length =
    text.length < 0x80
      ? Buffer.of(text.length)
      : Buffer.of((text.length & 0x7f) | 0x80, text.length >> 7);
  const message = Buffer.concat([Buffer.of(0x0a), length, text]);
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}
