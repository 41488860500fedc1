import type {
  FigureEvent,
  MessageEvent,
  QueryEvent,
  TranscriptEvent,
} from '../../lab/record/transcript.ts';
import { formatCount } from '../../text/quantities.ts';
import type { Http2Frame } from '../../wire/http2/types.ts';
import type { Content, Field, Message, SseEvent, WsFrame } from '../../wire/types.ts';

/**
 * What an event says, in plain lines without any remark: what a card or a lesson looks for in a run.
 * Empty for what is no traffic: steps, notes, checks, tables. Raw, not yet safe for a terminal.
 */
export function eventText(event: TranscriptEvent): string {
  return eventLines(event).join('\n');
}

function eventLines(event: TranscriptEvent): readonly string[] {
  switch (event.type) {
    case 'message':
      return wireLines(event);
    case 'query':
      return queryLines(event);
    case 'fault':
      return [`the tap ${event.sentence}`];
    case 'connection-opened':
      return ['connection opened'];
    case 'connection-ended':
      return [`connection ended ${event.how}`];
    case 'connection-refused':
      return [`connection refused ${event.code}`];
    case 'wait':
      return [`waits ${Math.round(event.at - event.from)} ms`];
    case 'figure':
      return [figureLine(event)];
    default:
      return [];
  }
}

/** A statement with its parameters, then how many rows it returned or changed. */
export function queryLines({ sql, parameters, rows }: QueryEvent): readonly string[] {
  const statement = `SQL ${sql.replace(/\s+/g, ' ').trim()}`;
  const values = parameters.length === 0 ? '' : ` ${JSON.stringify(parameters)}`;
  return [statement + values, `(${formatCount(rows, 'row')})`];
}

function figureLine({ name, value, unit }: FigureEvent): string {
  return `figure ${name}: ${value} ${unit}`.trimEnd();
}

/** The lines of a message as it stands on the wire, bodies decoded. Raw, not yet safe for a terminal. */
export function wireLines({ message, delivery }: MessageEvent): readonly string[] {
  const lines = messageLines(message);
  if (delivery === 'whole') return lines;
  return [...lines, delivery === 'none' ? '(never delivered)' : '(only a part was delivered)'];
}

function messageLines(message: Message): readonly string[] {
  switch (message.kind) {
    case 'http-request':
    case 'http-response': {
      const { summary, fields, content, trailers } = message;
      const body = bodyLines(content);
      return [summary, ...fields.map(fieldLine), ...body, ...trailers.map(fieldLine)];
    }
    case 'http-end':
      return [message.summary, ...message.trailers.map(fieldLine)];
    case 'sse-event':
      return sseLines(message);
    case 'ws-frame':
      return frameLines(message);
    case 'http2-frame':
      return http2Lines(message);
    case 'http2-preface':
    case 'tls-record':
    case 'bytes':
    case 'malformed':
      return [message.summary];
  }
}

function fieldLine({ name, value }: Field): string {
  return `${name}: ${value}`;
}

function bodyLines({ text, byteLength, truncated }: Content): readonly string[] {
  if (byteLength === 0) return [];
  if (text === undefined) return ['', `(${formatCount(byteLength, 'byte')})`];
  return ['', ...textLines(text), ...(truncated ? ['(the rest is not kept)'] : [])];
}

function textLines(text: string): readonly string[] {
  return text.replace(/\r?\n$/, '').split(/\r?\n/);
}

/** The lines of a block in the order in which they were sent. */
function sseLines({ layers, summary, outcome }: SseEvent): readonly string[] {
  const nodes = layers.find(({ protocol }) => protocol === 'sse')?.nodes ?? [];
  const lines = nodes.flatMap(({ kind, name = '', value = '' }) =>
    kind === 'sse.line' || kind === 'sse.comment' ? [`${name}: ${value}`] : [],
  );
  const sent = lines.length > 0 ? lines : [summary];
  return outcome === 'unfinished' ? [...sent, '(the stream ends inside this event)'] : sent;
}

function frameLines(frame: WsFrame): readonly string[] {
  const { opcode, close, compressed, fin, message, layers } = frame;
  if (close !== undefined) return [`close frame ${close.code} ${close.reason}`.trimEnd()];
  const head = `${opcode} frame${compressed ? ', compressed' : ''}${fin ? '' : ', more follows'}`;
  const payload = layers[0]?.nodes.find(({ kind }) => kind === 'ws.payload')?.value;
  const text = message?.text ?? (message === undefined ? payload : undefined);
  return text === undefined || text === '' ? [head] : [head, ...textLines(text)];
}

/** A frame's summary, then its fields, the data where it is text, and the gRPC messages by name. */
function http2Lines({ summary, fields = [], text, grpc }: Http2Frame): readonly string[] {
  const messages = grpc?.messages ?? [];
  const said = messages.map(({ type = 'message', value, byteLength }) =>
    value === undefined
      ? `${type} (${formatCount(byteLength, 'byte')})`
      : `${type} ${JSON.stringify(value)}`,
  );
  return [
    summary,
    ...fields.map((field) => grpcStatusLine(field, grpc) ?? fieldLine(field)),
    ...(text === undefined || said.length > 0 ? [] : textLines(text)),
    ...said,
  ];
}

/** The status with its name, and its message without percent-encoding. */
function grpcStatusLine({ name }: Field, grpc: Http2Frame['grpc']): string | undefined {
  const { status } = grpc ?? {};
  if (status === undefined) return undefined;
  if (name === 'grpc-status') return `${name}: ${status.code} ${status.name}`;
  return name === 'grpc-message' ? `${name}: ${status.message ?? ''}` : undefined;
}
