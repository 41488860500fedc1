import type { DataSeen, SectionSeen, StreamReader, StreamReading } from '../http2/stream-reader.ts';
import { limits } from '../limits.ts';
import type { ProtoTypes } from '../protobuf/types.ts';
import type { Direction, Layer, Node, Problem } from '../types.ts';
import { Base64Reader, base64Layer } from './base64.ts';
import { readFields } from './fields.ts';
import { type CallFormat, formatOf } from './format.ts';
import { MessageFraming, type Room } from './framing.ts';
import { MessagesReading } from './messages.ts';
import { problems } from './problems.ts';
import type { GrpcPart } from './types.ts';

/**
 * Makes the readers of the streams of one connection: a stream is a gRPC call if the request, or
 * the response, says so with its content type. With `types`, messages are read by name.
 */
export function grpcStreams(types: ProtoTypes | undefined): () => StreamReader {
  const room: Room = { left: limits.grpcPending };
  return () => new Call(types, room);
}

/** What is known of one direction of a call. */
interface Side {
  readonly framing: MessageFraming;
  /** What the content type names; undefined if this is no gRPC. */
  format: CallFormat | undefined;
  encoding: string;
  /** Takes the data of gRPC-Web out of Base64. */
  readonly base64: Base64Reader;
  /** True once the response said how the call ended. */
  hasStatus: boolean;
}

class Call implements StreamReader {
  readonly #types: ProtoTypes | undefined;
  readonly #sides: Readonly<Record<Direction, Side>>;
  #path: string | undefined;

  constructor(types: ProtoTypes | undefined, room: Room) {
    this.#types = types;
    this.#sides = { 'client-to-server': newSide(room), 'server-to-client': newSide(room) };
  }

  section(seen: SectionSeen): StreamReading | undefined {
    const side = this.#sides[seen.direction];
    const { section, fields, end } = seen;
    if (section === 'request' || section === 'response') side.format = formatOf(fields);
    if (side.format === undefined) return undefined;
    const { nodes: own, metadata, timeoutMs, status, encoding } = readFields(seen);
    const nodes = [...own];
    if (encoding !== undefined) side.encoding = encoding;
    if (section === 'request') {
      this.#path = fields.find(({ name }) => name === ':path')?.value;
      const asksForTrailers = fields.some(
        ({ name, value }) => name === 'te' && value === 'trailers',
      );
      if (!side.format.isWeb && !asksForTrailers) {
        nodes.push(violation(end, problems.missingTe));
      }
    }
    side.hasStatus ||= status !== undefined;
    if (seen.endsStream) nodes.push(...this.#endProblems(seen.direction, end));
    const trailersOnly = section === 'response' && seen.endsStream && status !== undefined;
    const grpc: GrpcPart = {
      ...this.#place(),
      ...(timeoutMs !== undefined && { timeoutMs }),
      ...(status !== undefined && { status }),
      ...(trailersOnly && { trailersOnly }),
      ...(metadata.length > 0 && { metadata }),
    };
    return { grpc, layers: nodes.length === 0 ? [] : [{ protocol: 'grpc', space: 'wire', nodes }] };
  }

  data({ direction, bytes, start, endsStream }: DataSeen): StreamReading | undefined {
    const side = this.#sides[direction];
    const { format, framing } = side;
    if (format === undefined) return undefined;
    const end = start + bytes.length;
    if (framing.isLost) {
      const nodes = bytes.length === 0 ? [] : [{ kind: 'grpc.unread', start, end }];
      return { grpc: this.#place(), layers: [{ protocol: 'grpc', space: 'wire', nodes }] };
    }
    const { encoding } = side;
    const reading = new MessagesReading(this.#types, {
      type: this.#typeOf(direction),
      format,
      encoding,
    });
    const told: Layer[] = [];
    if (format.isText) {
      // What comes out of Base64 lies nowhere on the wire: ranges count what came out.
      const { plain, at, problem } = side.base64.push(bytes, endsStream);
      if (bytes.length > 0) told.push(base64Layer(start, end, plain.length, problem));
      framing.push(plain, at, (message) => reading.add(message));
    } else framing.push(bytes, start, (message) => reading.add(message));
    const { status, metadata } = reading;
    side.hasStatus ||= status !== undefined;
    const problemsHere = endsStream ? this.#endProblems(direction, end) : [];
    const layers = reading.layers(problemsHere, end, format.isText ? 'content' : 'wire');
    return {
      grpc: {
        ...this.#place(),
        ...(reading.messages.length > 0 && { messages: reading.messages }),
        ...(status !== undefined && { status }),
        ...(metadata.length > 0 && { metadata }),
      },
      layers: [...told, ...layers],
    };
  }

  skip(direction: Direction, byteLength: number): void {
    this.#sides[direction].framing.skip(byteLength);
  }

  close(): void {
    for (const { framing } of Object.values(this.#sides)) framing.close();
  }

  #place(): { readonly path?: string } {
    return this.#path === undefined ? {} : { path: this.#path };
  }

  #typeOf(direction: Direction): string | undefined {
    const methods = this.#types?.methods;
    if (this.#path === undefined || methods === undefined) return undefined;
    const method = Object.hasOwn(methods, this.#path) ? methods[this.#path] : undefined;
    return direction === 'client-to-server' ? method?.input : method?.output;
  }

  #endProblems(direction: Direction, end: number): Node[] {
    const { framing, hasStatus } = this.#sides[direction];
    const found: Node[] = [];
    if (framing.isInside) found.push(violation(end, problems.unfinishedMessage));
    if (direction === 'server-to-client' && !hasStatus) {
      found.push(violation(end, problems.missingStatus));
    }
    return found;
  }
}

function newSide(room: Room): Side {
  return {
    framing: new MessageFraming(room),
    base64: new Base64Reader(),
    format: undefined,
    encoding: 'identity',
    hasStatus: false,
  };
}

function violation(at: number, problem: Problem): Node {
  return { kind: 'grpc.violation', start: at, end: at, problem };
}
