import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import type { Message } from '../../wire/types.ts';
import {
  arrayOf,
  count,
  date,
  either,
  isObject,
  labTime,
  mapOf,
  members,
  nothing,
  number,
  oneOf,
  optional,
  port,
  type Shape,
  text,
  truth,
} from './shape.ts';

/** The members that a type has, each with its shape: one that is added to the type is missed nowhere. */
type ShapesOf<T> = { readonly [Member in keyof T]-?: Shape };
type MessageOf<Kind extends Message['kind']> = Omit<
  Extract<Message, { readonly kind: Kind }>,
  'kind'
>;
type EventOf<Type extends TranscriptEvent['type']> = Omit<
  Extract<TranscriptEvent, { readonly type: Type }>,
  'type'
>;

const shapeOf = <T>(shapes: ShapesOf<T>): Shape => members(shapes);

const direction = oneOf('client-to-server', 'server-to-client');
const range = { start: count, end: count };
const problem = members({ code: text, text, source: optional(text), error: optional(text) });
const fields = arrayOf(members({ name: text, value: text }));

/** Deeper trees than any dissector builds are refused rather than walked. */
const deepestNode = 200;

function nodeAt(depth: number): Shape {
  return (value, path) => {
    if (depth > deepestNode) return `${path} is nested too deeply`;
    return members({
      ...range,
      kind: text,
      name: optional(text),
      value: optional(text),
      pieces: optional(arrayOf(members(range))),
      problem: optional(problem),
      children: optional(arrayOf(nodeAt(depth + 1))),
    })(value, path);
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
});

const tlsAlert = members({ level: text, code: count, description: text });

/** One shape a kind of message. */
const messageShapes: Readonly<Record<Message['kind'], Shape>> = {
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

const message: Shape = (value, path) => {
  if (!isObject(value)) return `${path} must be an object`;
  const shape = shapeNamed(messageShapes, value.kind);
  return shape === undefined ? `${path}.kind must be a kind of message` : shape(value, path);
};

const timed = { at: labTime };
const parties = { ...timed, connection: count, client: text, server: text };
const kind = oneOf('correct', 'naive');

/** One shape a type of event. */
const eventShapes: Readonly<Record<TranscriptEvent['type'], Shape>> = {
  scenario: shapeOf<EventOf<'scenario'>>({
    ...timed,
    version: number,
    id: text,
    file: optional(text),
    group: text,
    title: text,
    claim: text,
    standard: text,
    covers: arrayOf(text),
    variant: members({ name: text, kind, about: text, breaks: arrayOf(text) }),
    variants: arrayOf(members({ name: text, kind })),
    params: mapOf(either(text, number, truth)),
    seed: number,
    focus: arrayOf(text),
    epoch: date,
    live: optional(truth),
  }),
  step: shapeOf<EventOf<'step'>>({ ...timed, step: count, id: text, title: text }),
  note: shapeOf<EventOf<'note'>>({ ...timed, text }),
  'connection-opened': shapeOf<EventOf<'connection-opened'>>({
    ...parties,
    clientPort: port,
    serverPort: port,
    serverAddress: optional(text),
  }),
  'connection-ended': shapeOf<EventOf<'connection-ended'>>({
    ...parties,
    direction,
    how: oneOf('fin', 'rst'),
    by: oneOf('sender', 'receiver', 'tap'),
  }),
  'connection-refused': shapeOf<EventOf<'connection-refused'>>({ ...parties, code: text }),
  message: shapeOf<EventOf<'message'>>({
    ...parties,
    delivery: oneOf('whole', 'part', 'none'),
    deliveredBytes: optional(count),
    begunAt: optional(labTime),
    unfinished: optional(truth),
    message,
    bytes: optional(text),
  }),
  crossing: shapeOf<EventOf<'crossing'>>({
    ...parties,
    direction,
    messageStart: count,
    start: count,
    end: count,
    inside: optional(truth),
    head: optional(message),
    bytes: optional(text),
  }),
  'capture-full': shapeOf<EventOf<'capture-full'>>({
    ...timed,
    connection: count,
    capBytes: count,
    ofAll: optional(truth),
  }),
  'tls-secret': shapeOf<EventOf<'tls-secret'>>({ ...parties, line: text }),
  fault: shapeOf<EventOf<'fault'>>({ ...parties, fault: members({ kind: text }), sentence: text }),
  query: shapeOf<EventOf<'query'>>({
    ...timed,
    client: text,
    database: text,
    sql: text,
    parameters: arrayOf(either(text, number, nothing)),
    rows: count,
    durationUs: number,
  }),
  wait: shapeOf<EventOf<'wait'>>({ ...timed, from: labTime }),
  figure: shapeOf<EventOf<'figure'>>({ ...timed, name: text, value: number, unit: text }),
  chart: shapeOf<EventOf<'chart'>>({
    ...timed,
    title: text,
    binLabel: text,
    unit: text,
    bins: arrayOf(members({ label: text, value: number })),
  }),
  table: shapeOf<EventOf<'table'>>({
    ...timed,
    title: text,
    columns: arrayOf(text),
    rows: arrayOf(arrayOf(text)),
  }),
  comparison: shapeOf<EventOf<'comparison'>>({
    ...timed,
    id: text,
    file: optional(text),
    title: text,
    claim: text,
    standard: text,
    variants: arrayOf(
      members({ name: text, kind: oneOf('correct', 'naive'), about: text, asPredicted: truth }),
    ),
    checks: arrayOf(
      members({
        id: text,
        promise: text,
        source: text,
        seen: arrayOf(
          either(
            members({
              holds: truth,
              predicted: oneOf('holds', 'breaks'),
              actual: text,
              expected: text,
            }),
            nothing,
          ),
        ),
      }),
    ),
    figures: arrayOf(members({ name: text, unit: text, values: arrayOf(either(number, nothing)) })),
    charts: arrayOf(
      members({
        title: text,
        binLabel: text,
        unit: text,
        labels: arrayOf(text),
        values: arrayOf(either(arrayOf(number), nothing)),
      }),
    ),
  }),
  check: shapeOf<EventOf<'check'>>({
    ...timed,
    id: text,
    promise: text,
    strength: oneOf('must', 'should', 'may'),
    source: text,
    holds: truth,
    predicted: oneOf('holds', 'breaks'),
    actual: text,
    expected: text,
    about: optional(arrayOf(members({ connection: count, direction, start: count }))),
  }),
  failure: shapeOf<EventOf<'failure'>>({
    ...timed,
    code: text,
    text,
    place: optional(text),
    source: optional(text),
  }),
  end: shapeOf<EventOf<'end'>>({
    ...timed,
    id: text,
    variant: text,
    asPredicted: truth,
    totals: members({
      connections: count,
      requests: count,
      events: count,
      bytes: count,
      queries: count,
    }),
    realMs: number,
  }),
};

/** What a line of a transcript turned out to be. */
export type Reading =
  | { readonly is: 'event'; readonly event: TranscriptEvent }
  /** Of a type, or with a kind of message, that a later version added. */
  | { readonly is: 'unknown' }
  | { readonly is: 'wrong'; readonly fault: string };

/** Decides whether a value is an event of a transcript. */
export function readEvent(value: unknown): Reading {
  if (!isObject(value) || typeof value.type !== 'string') {
    return { is: 'wrong', fault: 'it must be an object with a type' };
  }
  const shape = shapeNamed(eventShapes, value.type);
  if (shape === undefined || isNewerMessage(value)) return { is: 'unknown' };
  if (isEvent(value)) return { is: 'event', event: value };
  return { is: 'wrong', fault: shape(value, '') ?? 'it is no event' };
}

function isNewerMessage(value: Readonly<Record<string, unknown>>): boolean {
  if (value.type !== 'message' || !isObject(value.message)) return false;
  const { kind: messageKind } = value.message;
  return typeof messageKind === 'string' && shapeNamed(messageShapes, messageKind) === undefined;
}

function isEvent(value: unknown): value is TranscriptEvent {
  return isObject(value) && shapeNamed(eventShapes, value.type)?.(value, '') === undefined;
}

function shapeNamed(shapes: Readonly<Record<string, Shape>>, name: unknown): Shape | undefined {
  return typeof name === 'string' && Object.hasOwn(shapes, name) ? shapes[name] : undefined;
}
