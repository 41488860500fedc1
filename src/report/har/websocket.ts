import type { MessageEvent } from '../../lab/record/transcript.ts';
import type { Http2Frame } from '../../wire/http2/types.ts';
import type { CarriedWsFrame, Direction, WsFrame } from '../../wire/types.ts';
import { headLength, readHead } from '../../wire/websocket/frame-head.ts';
import { Inflater } from '../../wire/websocket/inflater.ts';
import { carriedBy } from '../story/carried.ts';
import type { HarWebSocketMessage } from './types.ts';

/** Puts the data messages of one direction of a WebSocket together. Browsers record no control frames. */
export class SocketMessages {
  #parts: Uint8Array[] = [];
  #complete = true;
  readonly #inflater = new Inflater(true);

  /** Takes the next frame; returns the message that it completes. `time` is in seconds since 1970. */
  take(event: MessageEvent, frame: WsFrame, time: number): HarWebSocketMessage | undefined {
    const { bytes, complete } = carriedBy(event);
    const whole = complete && event.delivery === 'whole';
    return this.add(frame, frame.direction, bytes, whole, time);
  }

  /** Takes the next frame with its payload as it was sent, `whole` if that is all of it. */
  add(
    frame: CarriedWsFrame,
    direction: Direction,
    payload: Uint8Array,
    whole: boolean,
    time: number,
  ): HarWebSocketMessage | undefined {
    if (!['text', 'binary', 'continuation'].includes(frame.opcode)) return undefined;
    if (frame.opcode !== 'continuation') this.#begin();
    this.#parts.push(unmasked(payload, frame.maskKey));
    if (!whole) this.#complete = false;
    const { message } = frame;
    if (!frame.fin || message === undefined) return undefined;
    const sent = Buffer.concat(this.#parts);
    const read = frame.compressed ? this.#inflater.inflate(sent, !this.#complete).bytes : sent;
    if (read === undefined || !this.#complete) return undefined;
    const isText = message.type === 'text';
    return {
      type: direction === 'client-to-server' ? 'send' : 'receive',
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

/** One direction of a WebSocket on a stream of HTTP/2. */
class StreamSide {
  readonly #messages = new SocketMessages();
  /** What came of frames that are not complete. */
  #parts: Uint8Array[] = [];
  /** True once bytes are missing, so that it is not known where frames begin. */
  #isLost = false;

  take(event: MessageEvent, frame: Http2Frame, time: number): readonly HarWebSocketMessage[] {
    const { bytes, complete } = carriedBy(event);
    this.#isLost ||= !complete || event.delivery !== 'whole' || hasUnread(frame);
    if (this.#isLost) this.#parts = [];
    else this.#parts.push(bytes);
    const { websocket = [] } = frame;
    if (this.#isLost || websocket.length === 0) return [];
    let kept = Buffer.concat(this.#parts);
    const said = websocket.flatMap((carried) => {
      const headBytes = headLength(kept[1]);
      const { payloadLength } = readHead(kept, 0, headBytes);
      const end = headBytes + payloadLength;
      const payload = kept.subarray(headBytes, end);
      kept = kept.subarray(end);
      const whole = payload.length === payloadLength;
      const message = this.#messages.add(carried, frame.direction, payload, whole, time);
      return message === undefined ? [] : [message];
    });
    this.#parts = [kept];
    return said;
  }
}

/** The messages of a WebSocket on a stream of HTTP/2 (RFC 8441), whose frames DATA frames cut as they like. */
export class StreamSocket {
  readonly #sides: Readonly<Record<Direction, StreamSide>> = {
    'client-to-server': new StreamSide(),
    'server-to-client': new StreamSide(),
  };

  /** Takes a DATA frame; returns the messages that it completes. `time` is in seconds since 1970. */
  take(event: MessageEvent, frame: Http2Frame, time: number): readonly HarWebSocketMessage[] {
    return this.#sides[frame.direction].take(event, frame, time);
  }
}

/** Whether the data holds anything of the WebSocket that is no frame: past a cap, or behind an error. */
function hasUnread({ layers }: Http2Frame): boolean {
  const socket = layers.find(({ protocol }) => protocol === 'websocket');
  return socket?.nodes.some(({ kind }) => kind !== 'ws.frame') ?? false;
}

/** Takes the mask off (RFC 6455 §5.3). */
function unmasked(bytes: Uint8Array, maskKey: string | undefined): Uint8Array {
  if (maskKey === undefined) return bytes;
  const key = Buffer.from(maskKey, 'hex');
  return bytes.map((byte, at) => byte ^ (key[at % 4] ?? 0));
}
