import { unfold } from '../content/unfold.ts';
import type { DataSeen, SectionSeen, StreamReader, StreamReading } from '../http2/stream-reader.ts';
import { limits } from '../limits.ts';
import { readMessage } from '../protobuf/reader.ts';
import type { ProtoTypes } from '../protobuf/types.ts';
import type { Direction, Field, Layer, Node, Problem } from '../types.ts';
import { readFields } from './fields.ts';
import { type FramedMessage, MessageFraming, PREFIX_BYTES, type Room } from './framing.ts';
import { problems } from './problems.ts';
import type { GrpcMessage, GrpcPart } from './types.ts';

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
  /** `proto`, or what else the content type names; undefined if this is no gRPC. */
  format: string | undefined;
  encoding: string;
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
      if (!fields.some(({ name, value }) => name === 'te' && value === 'trailers')) {
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
    if (side.format === undefined) return undefined;
    const end = start + bytes.length;
    if (side.framing.isLost) {
      const nodes = bytes.length === 0 ? [] : [{ kind: 'grpc.unread', start, end }];
      return { grpc: this.#place(), layers: [{ protocol: 'grpc', space: 'wire', nodes }] };
    }
    const reading = new DataReading(this.#types, this.#typeOf(direction), side);
    side.framing.push(bytes, start, (message) => reading.add(message));
    const problemsHere = endsStream ? this.#endProblems(direction, end) : [];
    return {
      grpc: {
        ...this.#place(),
        ...(reading.messages.length > 0 && { messages: reading.messages }),
      },
      layers: reading.layers(problemsHere, end),
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

/** The messages that one DATA frame completes. */
class DataReading {
  readonly messages: GrpcMessage[] = [];
  readonly #types: ProtoTypes | undefined;
  readonly #type: string | undefined;
  readonly #side: Side;
  readonly #framing: Node[] = [];
  /** What the messages say: on the wire, or behind the compression of each. */
  readonly #read: Node[] = [];
  readonly #unfolded: Layer[] = [];
  #more: number | undefined;

  constructor(types: ProtoTypes | undefined, type: string | undefined, side: Side) {
    this.#types = types;
    this.#type = type;
    this.#side = side;
  }

  add(message: FramedMessage): void {
    const { flag, byteLength, pieces, bytes } = message;
    const end = PREFIX_BYTES + byteLength;
    const place = (node: Node) => pieces.place(node);
    if (this.messages.length === limits.frameParts) {
      this.#more ??= place({ kind: '', start: 0, end }).start;
      return;
    }
    const name = `${this.messages.length + 1}`;
    const compressed = flag === 1;
    const flagProblem = this.#flagProblem(flag);
    const children: Node[] = [
      {
        kind: 'grpc.compressed-flag',
        start: 0,
        end: 1,
        value: compressed ? '1, compressed' : `${flag}`,
        ...(flagProblem && { problem: flagProblem }),
      },
      { kind: 'grpc.length', start: 1, end: PREFIX_BYTES, value: `${byteLength}` },
    ];
    const payload = { kind: 'grpc.payload', start: PREFIX_BYTES, end };
    const plain = bytes === undefined ? undefined : this.#decompressed(bytes, compressed);
    const damaged = compressed && bytes !== undefined && plain === undefined;
    if (byteLength > 0) {
      children.push(damaged ? { ...payload, problem: problems.notDecompressed } : payload);
    }
    this.#framing.push(place({ kind: 'grpc.message', start: 0, end, name, children }));
    const type = this.#type === undefined ? {} : { type: this.#type };
    const truncated = bytes === undefined ? { truncated: true } : {};
    const said =
      plain === undefined || this.#side.format !== 'proto'
        ? {}
        : this.#say(name, plain, compressed, message);
    this.messages.push({ byteLength, compressed, ...type, ...said, ...truncated });
  }

  layers(violations: readonly Node[], end: number): Layer[] {
    const framing = [...this.#framing];
    if (this.#more !== undefined) {
      framing.push({ kind: 'grpc.more-messages', start: this.#more, end });
    }
    framing.push(...violations);
    const layers: Layer[] = [];
    if (framing.length > 0) layers.push({ protocol: 'grpc', space: 'wire', nodes: framing });
    if (this.#read.length > 0) {
      layers.push({ protocol: 'protobuf', space: 'wire', nodes: this.#read });
    }
    return [...layers, ...this.#unfolded];
  }

  /** Reads a message as Protobuf; returns its value if the type is known. */
  #say(
    name: string,
    plain: Buffer,
    compressed: boolean,
    { pieces }: FramedMessage,
  ): { readonly value?: unknown } {
    const { nodes, value } = readMessage(plain, this.#types, this.#type);
    const node: Node = {
      kind: 'protobuf.message',
      start: 0,
      end: plain.length,
      name,
      ...(this.#type !== undefined && { value: this.#type }),
      children: nodes,
    };
    if (compressed) this.#unfolded.push({ protocol: 'protobuf', space: 'content', nodes: [node] });
    else this.#read.push(pieces.place(node, PREFIX_BYTES));
    return value === undefined ? {} : { value };
  }

  #decompressed(bytes: Buffer, compressed: boolean): Buffer | undefined {
    if (!compressed) return bytes;
    const { encoding } = this.#side;
    if (encoding !== 'gzip' && encoding !== 'deflate') return undefined;
    const unfolded = unfold(encoding, bytes, true);
    if (unfolded.bytes === undefined || unfolded.cut) return undefined;
    const { buffer, byteOffset, byteLength } = unfolded.bytes;
    return Buffer.from(buffer, byteOffset, byteLength);
  }

  #flagProblem(flag: number): Problem | undefined {
    if (flag > 1) return problems.invalidFlag;
    const { encoding } = this.#side;
    return flag === 1 && encoding === 'identity' ? problems.flagWithoutEncoding : undefined;
  }
}

function newSide(room: Room): Side {
  return {
    framing: new MessageFraming(room),
    format: undefined,
    encoding: 'identity',
    hasStatus: false,
  };
}

/** What follows `application/grpc`, `proto` if nothing does; nothing if it is another content type. */
function formatOf(fields: readonly Field[]): string | undefined {
  const type = fields.find(({ name }) => name === 'content-type')?.value ?? '';
  const found = /^application\/grpc(?:\+([^;\s]+))?\s*(?:;|$)/i.exec(type);
  return found === null ? undefined : (found[1]?.toLowerCase() ?? 'proto');
}

function violation(at: number, problem: Problem): Node {
  return { kind: 'grpc.violation', start: at, end: at, problem };
}
