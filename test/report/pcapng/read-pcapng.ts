import { TextDecoder } from 'node:util';

/** A packet as a reader of the file finds it. */
export interface ReadPacket {
  /** Nanoseconds since 1970. */
  readonly timeNs: bigint;
  readonly from: string;
  readonly to: string;
  /** Letters of the flags that are set, such as `SA`. */
  readonly flags: string;
  readonly sequence: number;
  readonly acknowledgment: number;
  readonly payload: Buffer;
  readonly comments: readonly string[];
  /** The IP packet itself. */
  readonly bytes: Buffer;
}

/** A block of the file: its type and what is between its two lengths. */
export interface ReadBlock {
  readonly type: number;
  readonly body: Buffer;
}

/** Walks the blocks of a pcapng file; fails where a block's two lengths differ. */
export function blocksOf(file: Uint8Array): readonly ReadBlock[] {
  const bytes = Buffer.from(file);
  const blocks: ReadBlock[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    if (length % 4 !== 0 || bytes.readUInt32LE(at + length - 4) !== length) {
      throw new Error(`the block at ${at} is damaged`);
    }
    blocks.push({
      type: bytes.readUInt32LE(at),
      body: bytes.subarray(at + 8, at + length - 4),
    });
    at += length;
  }
  return blocks;
}

/** The comments among the options that begin at an offset of a block's body. */
export function commentsOf(body: Buffer, offset: number): readonly string[] {
  const comments: string[] = [];
  for (let at = offset; at + 4 <= body.length; ) {
    const code = body.readUInt16LE(at);
    const length = body.readUInt16LE(at + 2);
    if (code === 1) {
      const value = body.subarray(at + 4, at + 4 + length);
      comments.push(new TextDecoder('utf-8', { fatal: true }).decode(value));
    }
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return comments;
}

/** The packets of a file. */
export function packetsOf(file: Uint8Array): readonly ReadPacket[] {
  return blocksOf(file)
    .filter(({ type }) => type === 6)
    .map(({ body }) => {
      const length = body.readUInt32LE(12);
      const bytes = body.subarray(20, 20 + length);
      const tcp = bytes.subarray(20);
      const flags = tcp.readUInt8(13);
      return {
        timeNs: (BigInt(body.readUInt32LE(4)) << 32n) | BigInt(body.readUInt32LE(8)),
        from: `${[...bytes.subarray(12, 16)].join('.')}:${tcp.readUInt16BE(0)}`,
        to: `${[...bytes.subarray(16, 20)].join('.')}:${tcp.readUInt16BE(2)}`,
        flags: [...'FSRPA'].filter((_, bit) => flags & (1 << bit)).join(''),
        sequence: tcp.readUInt32BE(4),
        acknowledgment: tcp.readUInt32BE(8),
        payload: tcp.subarray((tcp.readUInt8(12) >> 4) * 4),
        comments: commentsOf(body, 20 + Math.ceil(length / 4) * 4),
        bytes,
      };
    });
}
