import { unfold } from '../content/unfold.ts';
import { limits } from '../limits.ts';
import { readMessage } from '../protobuf/reader.ts';
import type { ProtoTypes } from '../protobuf/types.ts';
import type { Field, Layer, Node, Problem } from '../types.ts';
import { readFields } from './fields.ts';
import type { CallFormat } from './format.ts';
import { type FramedMessage, PREFIX_BYTES } from './framing.ts';
import { problems } from './problems.ts';
import type { GrpcMessage, GrpcStatus } from './types.ts';

/** The bit of the first byte that marks trailers in gRPC-Web. */
const TRAILERS = 0x80;

/** What is known of the messages. */
export interface MessagesKnown {
  /** Their type, if the method is known. */
  readonly type: string | undefined;
  readonly format: CallFormat;
  /** How they are compressed, as `grpc-encoding` says. */
  readonly encoding: string;
}

/** The messages that one DATA frame, or one body, completes; of gRPC-Web its trailers too. */
export class MessagesReading {
  readonly messages: GrpcMessage[] = [];
  /** What the trailers of gRPC-Web say. */
  status: GrpcStatus | undefined;
  metadata: readonly Field[] = [];
  readonly #types: ProtoTypes | undefined;
  readonly #known: MessagesKnown;
  readonly #framing: Node[] = [];
  /** What the messages say: on the wire, or behind the compression of each. */
  readonly #read: Node[] = [];
  readonly #unfolded: Layer[] = [];
  #more: number | undefined;

  constructor(types: ProtoTypes | undefined, known: MessagesKnown) {
    this.#types = types;
    this.#known = known;
  }

  add(message: FramedMessage): void {
    if (this.#known.format.isWeb && (message.flag & TRAILERS) !== 0) {
      this.#addTrailers(message);
      return;
    }
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
    const { type: named, format } = this.#known;
    const type = named === undefined ? {} : { type: named };
    const truncated = bytes === undefined ? { truncated: true } : {};
    const said =
      plain === undefined || format.messages !== 'proto'
        ? {}
        : this.#say(name, plain, compressed, message);
    this.messages.push({ byteLength, compressed, ...type, ...said, ...truncated });
  }

  /** What was read, in ranges of `space`. */
  layers(violations: readonly Node[], end: number, space: 'wire' | 'content' = 'wire'): Layer[] {
    const framing = [...this.#framing];
    if (this.#more !== undefined) {
      framing.push({ kind: 'grpc.more-messages', start: this.#more, end });
    }
    framing.push(...violations);
    const layers: Layer[] = [];
    if (framing.length > 0) layers.push({ protocol: 'grpc', space, nodes: framing });
    if (this.#read.length > 0) {
      layers.push({ protocol: 'protobuf', space, nodes: this.#read });
    }
    return [...layers, ...this.#unfolded];
  }

  /** The last frame of a body of gRPC-Web: field lines, each with its line end. */
  #addTrailers({ flag, byteLength, pieces, bytes }: FramedMessage): void {
    const end = PREFIX_BYTES + byteLength;
    const isRead = bytes !== undefined && flag === TRAILERS;
    const { lines, fields } = isRead ? trailerLines(bytes) : { lines: [], fields: [] };
    const { nodes, status, metadata } = readFields({ fields, nodes: lines });
    this.status = status ?? this.status;
    this.metadata = metadata;
    const flagValue = `${flag}, trailers`;
    const payload = { kind: 'grpc.trailers', start: PREFIX_BYTES, end };
    const children: Node[] = [
      { kind: 'grpc.compressed-flag', start: 0, end: 1, value: flagValue },
      { kind: 'grpc.length', start: 1, end: PREFIX_BYTES, value: `${byteLength}` },
    ];
    if (byteLength > 0) {
      children.push(isRead ? payload : { ...payload, problem: problems.notDecompressed });
    }
    const message = { kind: 'grpc.message', start: 0, end, name: 'trailers', children };
    this.#framing.push(pieces.place(message), ...nodes.map((node) => pieces.place(node)));
  }

  /** Reads a message as Protobuf; returns its value if the type is known. */
  #say(
    name: string,
    plain: Buffer,
    compressed: boolean,
    { pieces }: FramedMessage,
  ): { readonly value?: unknown } {
    const { type } = this.#known;
    const { nodes, value } = readMessage(plain, this.#types, type);
    const node: Node = {
      kind: 'protobuf.message',
      start: 0,
      end: plain.length,
      name,
      ...(type !== undefined && { value: type }),
      children: nodes,
    };
    if (compressed) this.#unfolded.push({ protocol: 'protobuf', space: 'content', nodes: [node] });
    else this.#read.push(pieces.place(node, PREFIX_BYTES));
    return value === undefined ? {} : { value };
  }

  #decompressed(bytes: Buffer, compressed: boolean): Buffer | undefined {
    if (!compressed) return bytes;
    const { encoding } = this.#known;
    if (encoding !== 'gzip' && encoding !== 'deflate') return undefined;
    const unfolded = unfold(encoding, bytes, true);
    if (unfolded.bytes === undefined || unfolded.cut) return undefined;
    const { buffer, byteOffset, byteLength } = unfolded.bytes;
    return Buffer.from(buffer, byteOffset, byteLength);
  }

  #flagProblem(flag: number): Problem | undefined {
    if (flag > 1) return problems.invalidFlag;
    const { encoding } = this.#known;
    return flag === 1 && encoding === 'identity' ? problems.flagWithoutEncoding : undefined;
  }
}

/** The field lines of a trailers frame, with where they lie behind its prefix. */
function trailerLines(bytes: Buffer): {
  readonly lines: readonly Node[];
  readonly fields: readonly Field[];
} {
  const lines: Node[] = [];
  const fields: Field[] = [];
  for (const found of bytes
    .toString('latin1')
    .matchAll(/([^\r\n:]+):[ \t]*([^\r\n]*)(?:\r\n|\n|$)/g)) {
    if (fields.length === limits.fields) break;
    const [whole, name = '', value = ''] = found;
    const start = PREFIX_BYTES + found.index;
    lines.push({ kind: 'grpc.trailer', start, end: start + whole.length });
    fields.push({ name: name.toLowerCase(), value: value.trimEnd() });
  }
  return { lines, fields };
}
