import { decodeContent } from '../content/codings.ts';
import type { RawContent, ReadContent } from '../content/types.ts';
import { limits } from '../limits.ts';
import type { ProtoTypes } from '../protobuf/types.ts';
import type { Layer, Node } from '../types.ts';
import { Base64Reader, base64Layer } from './base64.ts';
import { readFields } from './fields.ts';
import { formatOf } from './format.ts';
import { MessageFraming } from './framing.ts';
import { MessagesReading } from './messages.ts';
import { problems } from './problems.ts';
import type { GrpcPart } from './types.ts';

/**
 * Reads a body of gRPC-Web in HTTP/1.1: messages as in gRPC, then trailers. Ranges count the wire where
 * the body lies there as it is, else what came out of its codings and of Base64. Nothing comes back of
 * any other content.
 */
export function readWebBody(
  raw: RawContent,
  types: ProtoTypes | undefined,
): ReadContent | undefined {
  const format = formatOf(raw.fields);
  if (format === undefined || !format.isWeb || raw.bytes.length === 0) return undefined;
  const decoded = decodeContent(raw.fields, raw.bytes, raw.bytes.length >= raw.byteLength);
  if (!decoded.bare) return undefined;
  const { codings } = decoded;
  const { wireStart } = raw;
  const onWire = wireStart !== undefined && codings.length === 0;
  const path = raw.target?.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/\?.*$/, '');
  const reading = new MessagesReading(types, {
    type: typeOf(types, path, raw.role),
    format,
    encoding: fieldValue(raw, 'grpc-encoding') ?? 'identity',
  });
  const layers: Layer[] = [];
  let { bytes } = decoded;
  if (decoded.nodes.length > 0) {
    layers.push({ protocol: 'coding', space: 'content', nodes: decoded.nodes });
  }
  if (format.isText) {
    const start = onWire ? wireStart : 0;
    const { plain, problem } = new Base64Reader().push(bytes, !decoded.cut);
    const { nodes } = base64Layer(start, start + bytes.length, plain.length, problem);
    layers.push({ protocol: 'grpc', space: onWire ? 'wire' : 'content', nodes });
    bytes = plain;
  }
  const space = onWire && !format.isText ? 'wire' : 'content';
  const start = space === 'wire' ? (wireStart ?? 0) : 0;
  const framing = new MessageFraming({ left: limits.grpcPending });
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  framing.push(data, start, (message) => reading.add(message));
  const end = start + data.length;
  const ended = !decoded.cut ? endProblems(framing.isInside, raw, reading, end) : [];
  layers.push(...reading.layers(ended, end, space));
  const grpc = partOf(path, raw, reading);
  const content = {
    byteLength: codings.length > 0 ? decoded.bytes.length : raw.byteLength,
    ...(codings.length > 0 && { codings }),
    ...(decoded.truncated && { truncated: true }),
  };
  return { content, layers, flawed: true, isGraphql: false, grpc };
}

function partOf(path: string | undefined, raw: RawContent, reading: MessagesReading): GrpcPart {
  const own = readFields({ fields: raw.fields.map(lowerCase), nodes: raw.fields.map(nowhere) });
  // The head has fields of HTTP among those of the application; in the trailers there are only these.
  const { metadata } = reading;
  const status = reading.status ?? own.status;
  return {
    ...(path !== undefined && { path }),
    ...(own.timeoutMs !== undefined && { timeoutMs: own.timeoutMs }),
    ...(status !== undefined && { status }),
    ...(metadata.length > 0 && { metadata }),
    ...(reading.messages.length > 0 && { messages: reading.messages }),
  };
}

function endProblems(
  isInside: boolean,
  { role, fields }: RawContent,
  { status }: MessagesReading,
  end: number,
): readonly Node[] {
  const hasStatus = status !== undefined || fieldValue({ fields }, 'grpc-status') !== undefined;
  const found = [
    ...(isInside ? [problems.unfinishedMessage] : []),
    ...(role === 'response' && !hasStatus ? [problems.missingStatus] : []),
  ];
  return found.map((problem) => ({ kind: 'grpc.violation', start: end, end, problem }));
}

function typeOf(
  types: ProtoTypes | undefined,
  path: string | undefined,
  role: 'request' | 'response',
): string | undefined {
  const methods = types?.methods;
  if (methods === undefined || path === undefined) return undefined;
  const method = Object.hasOwn(methods, path) ? methods[path] : undefined;
  return role === 'request' ? method?.input : method?.output;
}

function fieldValue({ fields }: Pick<RawContent, 'fields'>, wanted: string): string | undefined {
  return fields.find(({ name }) => name.toLowerCase() === wanted)?.value;
}

const lowerCase = ({ name, value }: RawContent['fields'][number]) => ({
  name: name.toLowerCase(),
  value,
});
const nowhere = (): Node => ({ kind: 'grpc.field', start: 0, end: 0 });
