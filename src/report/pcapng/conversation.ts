import type { Direction, Ending } from '../../wire/types.ts';
import { type Endpoint, MAXIMUM_SEGMENT_SIZE, type Segment, tcpFlag } from './segment.ts';

/** One side of a conversation: where it is and the number of the next byte that it sends. */
interface Side {
  readonly endpoint: Endpoint;
  next: number;
}

/**
 * What TCP makes of one connection: segments with their numbers and acknowledgments (RFC 9293 §3.4),
 * as if nothing were lost or late on the way. Each method returns the segments in their order.
 */
export class Conversation {
  readonly #client: Side;
  readonly #server: Side;
  readonly #ended = new Set<Direction>();
  #reset = false;

  /** `connection` sets the initial sequence numbers, so that two conversations on the same ports are told apart. */
  constructor(client: Endpoint, server: Endpoint, connection: number) {
    this.#client = { endpoint: client, next: initialSequence(2 * connection) };
    this.#server = { endpoint: server, next: initialSequence(2 * connection + 1) };
  }

  /** True once neither side can send any more. */
  get over(): boolean {
    return this.#reset || this.#ended.size === 2;
  }

  /** The three-way handshake (RFC 9293 §3.5). */
  open(): readonly Segment[] {
    const [client, server] = [this.#client, this.#server];
    const syn = segment(client, server, tcpFlag.syn);
    client.next++;
    const synAck = segment(server, client, tcpFlag.syn | tcpFlag.ack);
    server.next++;
    return [syn, synAck, segment(client, server, tcpFlag.ack)];
  }

  /** A connection that nobody takes: its first segment is answered with a reset (RFC 9293 §3.5.2). */
  refuse(): readonly Segment[] {
    const [client, server] = [this.#client, this.#server];
    const syn = segment(client, server, tcpFlag.syn);
    client.next++;
    this.#reset = true;
    const answer = segment({ ...server, next: 0 }, client, tcpFlag.rst | tcpFlag.ack);
    return [syn, answer];
  }

  /**
   * Bytes of one direction; the last segment is pushed. The receiver acknowledges every second
   * segment, as RFC 9293 §3.8.6.3 asks, and the last one.
   */
  send(direction: Direction, bytes: Uint8Array): readonly Segment[] {
    if (this.#reset || this.#ended.has(direction)) return [];
    const { sender, receiver } = this.#sides(direction);
    const segments: Segment[] = [];
    for (let at = 0, count = 1; at < bytes.byteLength; at += MAXIMUM_SEGMENT_SIZE, count++) {
      const payload = bytes.subarray(at, at + MAXIMUM_SEGMENT_SIZE);
      const isLast = at + payload.byteLength === bytes.byteLength;
      const flags = isLast ? tcpFlag.psh | tcpFlag.ack : tcpFlag.ack;
      segments.push({ ...segment(sender, receiver, flags), payload });
      sender.next += payload.byteLength;
      if (isLast || count % 2 === 0) segments.push(segment(receiver, sender, tcpFlag.ack));
    }
    return segments;
  }

  /** The end of one direction. A reset ends the other one too, in which a reset may still follow. */
  end(direction: Direction, how: Ending): readonly Segment[] {
    if (this.#ended.has(direction)) return [];
    this.#ended.add(direction);
    const { sender, receiver } = this.#sides(direction);
    if (how === 'rst') {
      this.#reset = true;
      return [segment(sender, receiver, tcpFlag.rst | tcpFlag.ack)];
    }
    if (this.#reset) return [];
    const fin = segment(sender, receiver, tcpFlag.fin | tcpFlag.ack);
    sender.next++;
    return [fin, segment(receiver, sender, tcpFlag.ack)];
  }

  #sides(direction: Direction): { readonly sender: Side; readonly receiver: Side } {
    return direction === 'client-to-server'
      ? { sender: this.#client, receiver: this.#server }
      : { sender: this.#server, receiver: this.#client };
  }
}

function segment(from: Side, to: Side, flags: number): Segment {
  return {
    from: from.endpoint,
    to: to.endpoint,
    sequence: from.next,
    acknowledgment: to.next,
    flags,
  };
}

/** Far apart for neighbouring numbers, and the same in every run. */
function initialSequence(number: number): number {
  return Math.imul(number + 1, 0x9e3779b1) >>> 0;
}
