import {
  flag,
  frame,
  frameType,
  grpcMessage,
  HEAD_BYTES,
  HeaderBlocks,
  PREFACE,
} from '../http2-frames.ts';
import { SMALL_MESSAGE } from '../payload.ts';
import type { Speech } from './speech.ts';

const NOTHING = Buffer.alloc(0);
const FIELDS = {
  ':method': 'POST',
  ':scheme': 'http',
  ':path': '/shop.Orders/Get',
  ':authority': 'api.example',
  'content-type': 'application/grpc',
  te: 'trailers',
};
const MESSAGE = grpcMessage(SMALL_MESSAGE);

/** Opens the connection's window as far as it goes, so that no answer waits for it (RFC 9113 §6.9.1). */
const WIDE = Buffer.alloc(4);
WIDE.writeUInt32BE(2 ** 31 - 1 - 65_535);

/** Small unary calls of gRPC's form over HTTP/2 with prior knowledge, one stream each. */
export class Http2Speech implements Speech {
  readonly #blocks = new HeaderBlocks();
  #stream = -1;
  #rest: Buffer = NOTHING;

  question(): Uint8Array {
    this.#stream += 2;
    const block = this.#blocks.block(FIELDS);
    return Buffer.concat([
      this.#opening(),
      frame(frameType.headers, flag.endHeaders, this.#stream, block),
      frame(frameType.data, flag.endStream, this.#stream, MESSAGE),
    ]);
  }

  answered(bytes: Buffer): boolean {
    let rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    let ended = false;
    while (rest.length >= HEAD_BYTES) {
      const end = HEAD_BYTES + rest.readUIntBE(0, 3);
      if (rest.length < end) break;
      ended ||= endsStream(rest.readUInt8(3), rest.readUInt8(4));
      rest = rest.subarray(end);
    }
    this.#rest = rest;
    return ended;
  }

  /** What goes before a question: at the first one the preface, at the second one what the server's settings ask for. */
  #opening(): Buffer {
    if (this.#stream === 3) return frame(frameType.settings, flag.ack, 0, NOTHING);
    if (this.#stream !== 1) return NOTHING;
    return Buffer.concat([
      PREFACE,
      frame(frameType.settings, 0, 0, NOTHING),
      frame(frameType.windowUpdate, 0, 0, WIDE),
    ]);
  }
}

function endsStream(type: number, flags: number): boolean {
  if (type === frameType.resetStream || type === frameType.goAway) {
    throw new Error('the server gave up a stream of HTTP/2');
  }
  return (type === frameType.headers || type === frameType.data) && (flags & flag.endStream) !== 0;
}
