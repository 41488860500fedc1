import { constants, gunzipSync, inflateRawSync } from 'node:zlib';
import type { MessageEvent } from '../../src/lab/record/transcript.ts';
import type { Http2Frame, Node, WsFrame } from '../../src/wire/index.ts';
import type { Dissected, WiresharkField } from './tshark.ts';

/**
 * The bytes that one side of a connection sent, for payloads to be cut out of by the ranges of nodes.
 * The messages of a lane must be asked for in order: those of a WebSocket build on each other.
 */
export class Lane {
  readonly #stream: Buffer;
  /** What the frames of the open data message carried so far. */
  #open = Buffer.alloc(0);
  #openIsCompressed = false;
  /** What compressed messages unfolded to: later ones may refer to it (RFC 7692 §7.2.3.2). */
  #history = Buffer.alloc(0);

  constructor(events: readonly MessageEvent[]) {
    this.#stream = Buffer.concat(events.map(({ bytes = '' }) => Buffer.from(bytes, 'base64')));
  }

  /** The bytes of a node, put together where they lie in pieces. */
  bytesOf({ start, end, pieces = [{ start, end }] }: Node): Buffer {
    return Buffer.concat(pieces.map((piece) => this.#stream.subarray(piece.start, piece.end)));
  }

  /** The payload of a control frame, or of the binary message that a frame completes. */
  payloadOf(frame: WsFrame): Buffer | undefined {
    const payload = this.#unmasked(frame);
    if (frame.opcode === 'ping' || frame.opcode === 'pong') return payload;
    if (frame.opcode === 'close') return undefined;
    if (frame.opcode !== 'continuation') {
      this.#open = Buffer.alloc(0);
      this.#openIsCompressed = frame.compressed;
    }
    this.#open = Buffer.concat([this.#open, payload]);
    if (!frame.fin) return undefined;
    const whole = this.#openIsCompressed ? this.#inflated() : this.#open;
    return frame.message?.type === 'binary' ? whole : undefined;
  }

  #unmasked(frame: WsFrame): Buffer {
    const nodes = frame.layers.flatMap(({ protocol, nodes: all }) =>
      protocol === 'websocket' ? all : [],
    );
    const bytes = Buffer.concat(
      nodes.filter(({ kind }) => kind === 'ws.payload').map((node) => this.bytesOf(node)),
    );
    const key = Buffer.from(frame.maskKey ?? '00000000', 'hex');
    return Buffer.from(bytes.map((byte, at) => byte ^ (key[at % 4] ?? 0)));
  }

  #inflated(): Buffer {
    // The four bytes that a sender leaves out (RFC 7692 §7.2.1).
    const deflated = Buffer.concat([this.#open, Buffer.from('0000ffff', 'hex')]);
    const dictionary = this.#history.subarray(-32_768);
    const inflated = inflateRawSync(deflated, {
      finishFlush: constants.Z_SYNC_FLUSH,
      ...(dictionary.length > 0 && { dictionary }),
    });
    this.#history = Buffer.concat([this.#history, inflated]);
    return inflated;
  }
}

/** What our nodes say that a frame of HTTP/2 carries of gRPC messages: their bytes, then their fields. */
export function ourGrpcWords({ layers, grpc }: Http2Frame, lane: Lane): readonly string[] {
  const messages = grpc?.messages ?? [];
  const framing = layers.flatMap(({ protocol, nodes }) => (protocol === 'grpc' ? nodes : []));
  const payloads = framing
    .filter(({ kind }) => kind === 'grpc.message')
    .map(({ children = [] }, at) => {
      const node = children.find(({ kind }) => kind === 'grpc.payload');
      const bytes = node === undefined ? Buffer.alloc(0) : lane.bytesOf(node);
      return messages[at]?.compressed ? gunzipSync(bytes) : bytes;
    });
  const read = layers
    .filter(({ protocol }) => protocol === 'protobuf')
    .flatMap(({ space, nodes }) => nodes.map((node) => ({ space, node })));
  const isNamed = messages[0]?.type !== undefined;
  const fields = read.flatMap(({ space, node: { name, children = [] } }) => {
    const content = payloads[Number(name) - 1] ?? Buffer.alloc(0);
    const bytesOf = (node: Node) =>
      space === 'wire' ? lane.bytesOf(node) : content.subarray(node.start, node.end);
    return fieldsIn(children, isNamed).map((field) => fieldOf(field, bytesOf));
  });
  const values = isNamed ? fields.flatMap((field) => field.values) : [];
  return [
    ...messages.map(({ byteLength, compressed }) => `gRPC ${byteLength} ${compressed}`),
    ...payloads.map((bytes) => `payload ${bytes.toString('hex')}`),
    ...(messages[0]?.type === undefined ? [] : [`message ${messages[0].type}`]),
    ...fields.map(({ words }) => words),
    ...(values.length > 0 ? [`values ${values.sort().join(' ')}`] : []),
  ];
}

/** Fields from front to back, each before those within it, which are left out where they are guesses. */
function fieldsIn(nodes: readonly Node[], nested: boolean): readonly Node[] {
  return nodes
    .filter(({ kind }) => kind === 'protobuf.field')
    .flatMap((node) => [node, ...(nested ? fieldsIn(node.children ?? [], nested) : [])]);
}

function fieldOf(field: Node, bytesOf: (node: Node) => Buffer) {
  const [tag, ...parts] = field.children ?? [];
  const [, number = '', wireType = ''] = /field (\d+), wire type (\d)/.exec(tag?.value ?? '') ?? [];
  const before = [tag, ...parts.filter(({ kind }) => kind === 'protobuf.length')];
  const headLength = before.reduce((sum, node) => sum + (node ? bytesOf(node).length : 0), 0);
  const bytes = bytesOf(field).subarray(headLength);
  const name = /^\d+$/.test(field.name ?? '') ? '' : ` ${field.name}`;
  const values = parts.flatMap((node) => {
    const [, text = ''] = /^[\da-f ]+ = (.*)$/.exec(node.value ?? '') ?? [];
    if (node.kind === 'protobuf.string') return [`${node.value}`];
    if (!['protobuf.varint', 'protobuf.i32', 'protobuf.i64'].includes(node.kind)) return [];
    if (text === 'true' || text === 'false') return [text === 'true' ? '1' : '0'];
    // What is no number is the name of an enum's value: below 128 in these runs, so one byte.
    return [Number.isNaN(Number(text)) ? `${bytesOf(node)[0]}` : text];
  });
  return {
    words: `field ${number} wire type ${wireType}${name} = ${bytes.toString('hex')}`,
    values,
  };
}

/** The same words, from what Wireshark reads. */
export function wiresharkGrpcWords(packet: Dissected): readonly string[] {
  const at = (field: WiresharkField, index: number) => packet[field][index] ?? '';
  const payloads = [...packet['grpc.message_data']];
  const [type = ''] = packet['protobuf.message.name'].filter((name) => !name.startsWith('<'));
  const lengths = packet['grpc.message_length'];
  const values = [
    ...packet['protobuf.field.value.string'],
    ...packet['protobuf.field.value.double'],
    ...packet['protobuf.field.value.int64'],
    ...packet['protobuf.field.value.int32'],
    ...packet['protobuf.field.value.bool'],
  ];
  const named = packet['protobuf.field.name'].map((name) =>
    name.startsWith('<') ? '' : ` ${name}`,
  );
  return [
    ...lengths.map(
      (length, index) => `gRPC ${length} ${Number(at('grpc.compressed_flag', index)) === 1}`,
    ),
    ...lengths.map((length) => `payload ${length === '0' ? '' : payloads.shift()}`),
    ...(type === '' ? [] : [`message ${type}`]),
    ...packet['protobuf.field.number'].flatMap((number, index) =>
      // No field has the number 0; Wireshark reads on behind it all the same.
      number === '0'
        ? []
        : `field ${number} wire type ${at('protobuf.field.wiretype', index)}${named[index]} = ${at('protobuf.field.value', index)}`,
    ),
    ...(values.length > 0 ? [`values ${values.sort().join(' ')}`] : []),
  ];
}
