import type { MessageEvent } from '../../lab/record/transcript.ts';
import type { WsFrame } from '../../wire/types.ts';
import { Inflater } from '../../wire/websocket/inflater.ts';
import { carriedBy } from './carried.ts';
import type { HarWebSocketMessage } from './types.ts';

/** Puts the data messages of one direction of a WebSocket together. Browsers record no control frames. */
export class SocketMessages {
  #parts: Uint8Array[] = [];
  #complete = true;
  readonly #inflater = new Inflater(true);

  /** Takes the next frame; returns the message that it completes. `time` is in seconds since 1970. */
  take(event: MessageEvent, frame: WsFrame, time: number): HarWebSocketMessage | undefined {
    if (!['text', 'binary', 'continuation'].includes(frame.opcode)) return undefined;
    if (frame.opcode !== 'continuation') this.#begin();
    const { bytes, complete } = carriedBy(event);
    this.#parts.push(unmasked(bytes, frame.maskKey));
    if (!complete || event.delivery !== 'whole') this.#complete = false;
    const { message } = frame;
    if (!frame.fin || message === undefined) return undefined;
    const sent = Buffer.concat(this.#parts);
    const read = frame.compressed ? this.#inflater.inflate(sent, !this.#complete).bytes : sent;
    if (read === undefined || !this.#complete) return undefined;
    const isText = message.type === 'text';
    return {
      type: frame.direction === 'client-to-server' ? 'send' : 'receive',
      time,
      opcode: isText ? 1 : 2,
      data: Buffer.from(read).toString(isText ? 'utf8' : 'base64'),
    };
  }

  #begin(): void {
    this.#parts = [];
    this.#complete = true;
  }
}

/** Takes the mask off (RFC 6455 §5.3). */
function unmasked(bytes: Uint8Array, maskKey: string | undefined): Uint8Array {
  if (maskKey === undefined) return bytes;
  const key = Buffer.from(maskKey, 'hex');
  return bytes.map((byte, at) => byte ^ (key[at % 4] ?? 0));
}
