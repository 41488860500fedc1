import type { Message } from '../../wire/types.ts';
import {
  arrayOf,
  count,
  isObject,
  members,
  number,
  oneOf,
  optional,
  type Shape,
  shapeNamed,
  shapeOf,
  text,
  truth,
} from './shape.ts';

type MessageOf<Kind extends Message['kind']> = Omit<
  Extract<Message, { readonly kind: Kind }>,
  'kind'
>;

export const direction = oneOf('client-to-server', 'server-to-client');
const range = { start: count, end: count };
const problem = members({ code: text, text, source: optional(text), error: optional(text) });
const fields = arrayOf(members({ name: text, value: text }));

/** Deeper trees than any dissector builds are refused rather than walked. */
const deepestNode = 200;

/** The shapes of nodes by their depth, each made when a node first lies there. */
const nodes: Shape[] = [];

function nodeAt(depth: number): Shape {
  return (value, path) => {
    if (depth > deepestNode) return `${path} is nested too deeply`;
    nodes[depth] ??= members({
      ...range,
      kind: text,
      name: optional(text),
      value: optional(text),
      pieces: optional(arrayOf(members(range))),
      problem: optional(problem),
      children: optional(arrayOf(nodeAt(depth + 1))),
    });
    return nodes[depth](value, path);
  };
}

const layer = members({
  protocol: text,
  space: oneOf('wire', 'plaintext', 'content'),
  nodes: arrayOf(nodeAt(0)),
});
const content = members({
  byteLength: count,
  text: optional(text),
  codings: optional(arrayOf(text)),
  truncated: optional(truth),
  parts: optional(arrayOf(members({ fields, byteLength: count, text: optional(text) }))),
});
const anyMessage = {
  ...range,
  direction,
  inside: optional(members({ ...range, protocol: text, records: arrayOf(members(range)) })),
  summary: text,
  layers: arrayOf(layer),
  problems: arrayOf(problem),
};

const http2Field = members({
  name: text,
  value: text,
  representation: oneOf('indexed', 'incremental', 'not-indexed', 'never-indexed'),
  index: optional(count),
});
const grpcMessage = members({
  byteLength: count,
  compressed: truth,
  type: optional(text),
  truncated: optional(truth),
});
const grpc = members({
  path: optional(text),
  timeoutMs: optional(number),
  status: optional(members({ code: count, name: text, message: optional(text) })),
  trailersOnly: optional(truth),
  metadata: optional(fields),
  messages: optional(arrayOf(grpcMessage)),
});
const socketFrame = {
  opcode: oneOf('continuation', 'text', 'binary', 'close', 'ping', 'pong', 'reserved'),
  fin: truth,
  masked: truth,
  maskKey: optional(text),
  compressed: truth,
  payloadLength: count,
  complete: truth,
  close: optional(members({ code: count, reason: text })),
  message: optional(
    members({
      type: oneOf('text', 'binary'),
      byteLength: count,
      text: optional(text),
      truncated: optional(truth),
      frames: count,
      graphql: optional(members({ type: text, id: optional(text) })),
    }),
  ),
};
const head = {
  ...anyMessage,
  version: text,
  fields,
  trailers: fields,
  content,
  exchange: count,
  grpc: optional(grpc),
};
const http2Frame = shapeOf<MessageOf<'http2-frame'>>({
  ...anyMessage,
  frame: text,
  type: count,
  flags: arrayOf(text),
  stream: count,
  streamState: optional(text),
  section: optional(oneOf('request', 'informational', 'response', 'trailers', 'push')),
  fields: optional(arrayOf(http2Field)),
  requestMethod: optional(text),
  dataLength: optional(count),
  text: optional(text),
  settings: optional(arrayOf(members({ id: count, name: text, value: count }))),
  errorCode: optional(text),
  lastStream: optional(count),
  debug: optional(text),
  increment: optional(count),
  promisedStream: optional(count),
  opaque: optional(text),
  priority: optional(members({ exclusive: truth, dependsOn: count, weight: count })),
  windows: optional(members({ connection: number, stream: optional(number) })),
  grpc: optional(grpc),
  websocket: optional(arrayOf(members(socketFrame))),
  tunnel: optional(
    arrayOf(
      members({
        kind: text,
        summary: text,
        direction: optional(direction),
      }),
    ),
  ),
});

const tlsAlert = members({ level: text, code: count, description: text });

/** One shape a kind of message. */
export const messageShapes: Readonly<Record<Message['kind'], Shape>> = {
  'http-request': shapeOf<MessageOf<'http-request'>>({ ...head, method: text, target: text }),
  'http-response': shapeOf<MessageOf<'http-response'>>({
    ...head,
    status: count,
    reason: text,
    requestMethod: optional(text),
    streaming: truth,
  }),
  'http-end': shapeOf<MessageOf<'http-end'>>({
    ...anyMessage,
    trailers: fields,
    exchange: count,
    complete: truth,
  }),
  'body-line': shapeOf<MessageOf<'body-line'>>({
    ...anyMessage,
    exchange: count,
    text,
    byteLength: count,
    truncated: optional(truth),
    complete: truth,
  }),
  'sse-event': shapeOf<MessageOf<'sse-event'>>({
    ...anyMessage,
    exchange: count,
    outcome: oneOf('event', 'comment', 'empty', 'unfinished'),
    event: text,
    data: text,
    id: optional(text),
    lastEventId: text,
    retryMs: optional(number),
    comments: arrayOf(text),
  }),
  'ws-frame': shapeOf<MessageOf<'ws-frame'>>({
    ...anyMessage,
    ...socketFrame,
  }),
  'tls-record': shapeOf<MessageOf<'tls-record'>>({
    ...anyMessage,
    contentType: text,
    version: text,
    encrypted: truth,
    opened: optional(truth),
    payloadLength: count,
    complete: truth,
    handshake: optional(arrayOf(text)),
    sni: optional(text),
    alpn: optional(arrayOf(text)),
    versions: optional(arrayOf(text)),
    cipher: optional(text),
    alert: optional(tlsAlert),
  }),
  'tls-content': shapeOf<MessageOf<'tls-content'>>({
    ...anyMessage,
    contentType: text,
    handshake: optional(arrayOf(text)),
    alpn: optional(arrayOf(text)),
    alert: optional(tlsAlert),
    unread: optional(oneOf('early-data', 'early-data-refused', 'no-secret', 'no-match', 'cipher')),
  }),
  'http2-preface': shapeOf<MessageOf<'http2-preface'>>(anyMessage),
  'http2-frame': http2Frame,
  'resp-command': shapeOf<MessageOf<'resp-command'>>({
    ...anyMessage,
    command: text,
    args: arrayOf(text),
    inline: truth,
    exchange: count,
    truncated: optional(truth),
    complete: truth,
  }),
  'resp-reply': shapeOf<MessageOf<'resp-reply'>>({
    ...anyMessage,
    type: text,
    value: text,
    error: optional(text),
    exchange: optional(count),
    command: optional(text),
    truncated: optional(truth),
    complete: truth,
  }),
  bytes: shapeOf<MessageOf<'bytes'>>(anyMessage),
  malformed: shapeOf<MessageOf<'malformed'>>(anyMessage),
};

/** A message of any kind. */
export const message: Shape = (value, path) => {
  if (!isObject(value)) return `${path} must be an object`;
  const shape = shapeNamed(messageShapes, value.kind);
  return shape === undefined ? `${path}.kind must be a kind of message` : shape(value, path);
};
