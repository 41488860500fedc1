import { BodyMap } from '../http1/body-map.ts';
import { limits } from '../limits.ts';
import type { Direction, Dissector, Layer, Message, Node } from '../types.ts';
import type { DataSeen, SectionSeen, StreamReader, StreamReading } from './stream-reader.ts';
import type { TunnelledMessage } from './types.ts';

/**
 * Makes the readers of the streams of one connection that may become tunnels (RFC 9113 §8.5): a CONNECT that
 * names no protocol, answered with 2xx. What goes through is read as what a connection opens with; its messages
 * are nodes `tunnel.message` of the DATA frame that completes them, and what began in earlier ones has `pieces` there.
 *
 * @param dissect makes the dissector of what goes through; without one it is tunnel data and no more
 */
export function tunnelStreams(dissect: (() => Dissector) | undefined): () => StreamReader {
  const room: Room = { left: dissect === undefined ? 0 : limits.tunnelStreams };
  return () => new TunnelStream(() => dissect?.(), room);
}

/** How many tunnels of the connection may still be read at the same time. */
interface Room {
  left: number;
}

const directions = ['client-to-server', 'server-to-client'] as const;

class TunnelStream implements StreamReader {
  readonly #dissect: () => Dissector | undefined;
  readonly #room: Room;
  #state: 'none' | 'asked' | 'open' = 'none';
  #dissector: Dissector | undefined;
  /** Where the bytes of each direction lie on the wire. */
  readonly #maps: Readonly<Record<Direction, BodyMap>> = {
    'client-to-server': new BodyMap(),
    'server-to-client': new BodyMap(),
  };
  /** What the client sent before it was answered. */
  #early: Buffer[] = [];
  #earlyBytes = 0;

  constructor(dissect: () => Dissector | undefined, room: Room) {
    this.#dissect = dissect;
    this.#room = room;
  }

  section({ section, fields, endsStream, direction }: SectionSeen): StreamReading | undefined {
    const value = (wanted: string) => fields.find(({ name }) => name === wanted)?.value;
    if (section === 'request') {
      const isTunnel = value(':method') === 'CONNECT' && value(':protocol') === undefined;
      if (isTunnel && !endsStream) this.#state = 'asked';
      return undefined;
    }
    if (section !== 'response' || this.#state !== 'asked') return undefined;
    this.#state = /^2\d\d$/.test(value(':status') ?? '') ? 'open' : 'none';
    const early = this.#early;
    this.#early = [];
    if (this.#state === 'none') return undefined;
    this.#open();
    const reading = new TunnelReading(direction, this.#maps[direction]);
    for (const bytes of early) this.#read(reading, 'client-to-server', bytes);
    if (endsStream) this.#end(reading, direction);
    return reading.isEmpty ? undefined : reading.result();
  }

  data({ direction, bytes, start, endsStream }: DataSeen): StreamReading | undefined {
    if (this.#state === 'none') return undefined;
    const map = this.#maps[direction];
    if (bytes.length > 0) map.add(start, bytes.length);
    const reading = new TunnelReading(direction, map);
    if (this.#state === 'open') this.#read(reading, direction, bytes);
    else this.#keep(bytes);
    if (endsStream) this.#end(reading, direction);
    return reading.result();
  }

  /** Where messages begin is not known any more. */
  skip(): void {
    this.#letGo();
  }

  close(): void {
    this.#state = 'none';
    this.#letGo();
  }

  #open(): void {
    if (this.#room.left === 0 || this.#earlyBytes > limits.line) return;
    this.#dissector = this.#dissect();
    this.#room.left--;
  }

  #keep(bytes: Buffer): void {
    this.#earlyBytes += bytes.length;
    if (this.#earlyBytes > limits.line) this.#early = [];
    else this.#early.push(Buffer.from(bytes));
  }

  #read(reading: TunnelReading, direction: Direction, bytes: Buffer): void {
    if (this.#dissector === undefined) return;
    reading.add(this.#dissector.push(direction, bytes));
    // A piece that nothing reads ends with its frame.
    for (const each of directions) reading.add(this.#dissector.release?.(each) ?? []);
  }

  #end(reading: TunnelReading, direction: Direction): void {
    reading.add(this.#dissector?.end(direction, 'fin') ?? []);
  }

  #letGo(): void {
    this.#early = [];
    if (this.#dissector === undefined) return;
    // What it says last is told of no frame; it lets go of what it keeps.
    for (const direction of directions) this.#dissector.end(direction, 'rst');
    this.#dissector = undefined;
    this.#room.left++;
  }
}

/** The messages that one frame completes. */
class TunnelReading {
  readonly #direction: Direction;
  readonly #map: BodyMap;
  readonly #messages: TunnelledMessage[] = [];
  readonly #nodes: Node[] = [];
  readonly #said: Layer[] = [];

  constructor(direction: Direction, map: BodyMap) {
    this.#direction = direction;
    this.#map = map;
  }

  get isEmpty(): boolean {
    return this.#messages.length === 0;
  }

  add(messages: readonly Message[]): void {
    for (const message of messages) {
      const isOwn = message.direction === this.#direction && message.inside === undefined;
      if (message.kind !== 'bytes' && this.#messages.length < limits.frameParts) {
        if (isOwn) this.#place(message);
        const { kind, summary, direction } = message;
        const isOther = direction !== this.#direction;
        this.#messages.push({ kind, summary, ...(isOther && { direction }) });
      }
      if (isOwn) this.#map.forget(message.end);
    }
  }

  result(): StreamReading {
    const read: Layer = { protocol: 'tunnel', space: 'wire', nodes: this.#nodes };
    return {
      tunnel: this.#messages,
      layers: this.#nodes.length === 0 ? [] : [read, ...this.#said],
    };
  }

  #place({ layers, summary, end }: Message): void {
    const [framing, ...further] = layers;
    const children = this.#map.toWire(framing?.nodes ?? [], end);
    this.#nodes.push({
      kind: 'tunnel.message',
      start: children[0]?.start ?? 0,
      end: children.at(-1)?.end ?? 0,
      name: `${this.#messages.length + 1}`,
      value: summary,
      children,
    });
    for (const layer of further) {
      const isOnWire = layer.space === 'wire';
      this.#said.push(isOnWire ? { ...layer, nodes: this.#map.toWire(layer.nodes, end) } : layer);
    }
  }
}
