import { BodyMap } from '../http1/body-map.ts';
import type { DataSeen, SectionSeen, StreamReader, StreamReading } from '../http2/stream-reader.ts';
import { limits } from '../limits.ts';
import type { CarriedWsFrame, Direction, Layer, Message, Node, WsFrame } from '../types.ts';
import { termsFrom } from './dissector.ts';
import { FrameReader } from './frame-reader.ts';
import { readStreamAnswer, readStreamOffer } from './handshake.ts';

/** So much is read at a time, in bytes: small frames are many, and those past a cap are not kept. */
const SLICE = 64 * 1024;

/** One direction of a WebSocket on a stream. Its frames count the bytes of the stream's data. */
interface Side {
  readonly frames: FrameReader;
  /** Where those bytes lie on the wire. */
  readonly map: BodyMap;
  /** True once data was passed over, so that it is not known where frames begin. */
  isLost: boolean;
}

/**
 * Makes the reader of a stream that may become a WebSocket (RFC 8441): an extended CONNECT that names it,
 * answered with 200. Frames are nodes `ws.frame` of the DATA frame that completes them; what began in
 * earlier ones has `pieces` there.
 */
export function socketStream(): StreamReader {
  return new SocketStream();
}

class SocketStream implements StreamReader {
  #offer: SectionSeen | undefined;
  #sides: Readonly<Record<Direction, Side>> | undefined;

  section(seen: SectionSeen): StreamReading | undefined {
    const { section, fields, nodes } = seen;
    if (section === 'request' && isOffer(seen)) {
      this.#offer = seen;
      return { layers: [readStreamOffer({ fields, nodes })] };
    }
    if (section === 'response' && this.#offer !== undefined) {
      const offer = this.#offer.fields;
      this.#offer = undefined;
      if (!isAgreed(seen)) return undefined;
      const side = (direction: Direction): Side => ({
        frames: new FrameReader(direction, 0, termsFrom(fields, direction)),
        map: new BodyMap(),
        isLost: false,
      });
      this.#sides = {
        'client-to-server': side('client-to-server'),
        'server-to-client': side('server-to-client'),
      };
      return { layers: [readStreamAnswer({ fields, nodes }, offer)] };
    }
    return undefined;
  }

  data({ direction, bytes, start, endsStream }: DataSeen): StreamReading | undefined {
    const side = this.#sides?.[direction];
    if (side === undefined || side.isLost) return undefined;
    const reading = new DataReading(side.map);
    if (bytes.length > 0) side.map.add(start, bytes.length);
    for (let at = 0; at < bytes.length; at += SLICE) {
      reading.add(side.frames.push(bytes.subarray(at, at + SLICE)));
    }
    if (endsStream) reading.add(side.frames.end());
    return reading.result(start + bytes.length);
  }

  skip(direction: Direction): void {
    const side = this.#sides?.[direction];
    if (side !== undefined) side.isLost = true;
  }

  close(): void {
    this.#sides = undefined;
  }
}

/** The frames that one DATA frame completes. */
class DataReading {
  readonly #map: BodyMap;
  readonly #frames: CarriedWsFrame[] = [];
  readonly #nodes: Node[] = [];
  readonly #said: Layer[] = [];
  #more: number | undefined;

  constructor(map: BodyMap) {
    this.#map = map;
  }

  add(messages: readonly Message[]): void {
    for (const message of messages) {
      if (this.#nodes.length === limits.frameParts) this.#more ??= this.#placed(message)[0]?.start;
      else if (message.kind === 'ws-frame') this.#addFrame(message);
      else this.#nodes.push(...this.#placed(message));
      this.#map.forget(message.end);
    }
  }

  result(end: number): StreamReading {
    const nodes = [...this.#nodes];
    if (this.#more !== undefined) nodes.push({ kind: 'ws.more-frames', start: this.#more, end });
    const framing: Layer = { protocol: 'websocket', space: 'wire', nodes };
    return {
      websocket: this.#frames,
      layers: nodes.length === 0 ? [] : [framing, ...this.#said],
    };
  }

  #addFrame(message: WsFrame): void {
    const children = this.#placed(message);
    const name = `${this.#frames.length + 1}`;
    const { start, end } = hullOf(children);
    this.#nodes.push({ kind: 'ws.frame', start, end, name, value: message.summary, children });
    this.#said.push(...message.layers.slice(1));
    this.#frames.push(carried(message));
  }

  /** The nodes of the message's framing, on the wire. */
  #placed({ layers, end }: Message): readonly Node[] {
    return this.#map.toWire(layers[0]?.nodes ?? [], end);
  }
}

function hullOf(nodes: readonly Node[]): { readonly start: number; readonly end: number } {
  return { start: nodes[0]?.start ?? 0, end: nodes.at(-1)?.end ?? 0 };
}

function carried(frame: WsFrame): CarriedWsFrame {
  const { opcode, fin, masked, maskKey, compressed, payloadLength, complete, close, message } =
    frame;
  return {
    opcode,
    fin,
    masked,
    ...(maskKey !== undefined && { maskKey }),
    compressed,
    payloadLength,
    complete,
    ...(close && { close }),
    ...(message && { message }),
  };
}

/** RFC 8441 §5. */
function isOffer({ fields }: SectionSeen): boolean {
  const value = (wanted: string) => fields.find(({ name }) => name === wanted)?.value;
  return value(':method') === 'CONNECT' && value(':protocol')?.toLowerCase() === 'websocket';
}

function isAgreed({ fields, endsStream }: SectionSeen): boolean {
  const status = fields.find(({ name }) => name === ':status')?.value ?? '';
  return /^2\d\d$/.test(status) && !endsStream;
}
