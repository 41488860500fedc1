import type {
  ConnectionEndedEvent,
  ConnectionRefusedEvent,
  MessageEvent,
} from '../../lab/record/transcript.ts';
import type { Message, SseEvent, WsFrame } from '../../wire/types.ts';
import { isMembers, parseJson } from './json.ts';

/** Longer texts are not read for their shape: they are seldom many and alike. In UTF-16 code units. */
const longestShape = 4_096;

/** Equal for messages between two parties that are of one kind: a status, a frame type, the members of a JSON text. */
export function kindOf(event: MessageEvent): string {
  const { message, delivery } = event;
  const problem = message.problems[0]?.code ?? '';
  return `${laneOf(event)}\n${message.direction} ${message.kind} ${sortOf(event)} ${delivery} ${problem}`;
}

/**
 * Equal for messages of one kind that a reader cannot tell apart either: the line of a request, and
 * the fields that the story is about, of long values only the form: one quoted text or a list of them.
 */
export function likenessOf(event: MessageEvent, focus: ReadonlySet<string>): string {
  const { message } = event;
  if (!isExchange(event) || !('fields' in message)) return kindOf(event);
  const forms = (message.fields ?? [])
    .filter(({ name }) => focus.has(name.toLowerCase()))
    .map(({ name, value }) => `${name}: ${value.replace(/[\w+/=.-]{6,}/g, 'x')}`);
  return [kindOf(event), message.summary, ...forms].join('\n');
}

/** Requests and answers repeat themselves, and so does a lone `retry`; each event of a stream is news. */
export function repeatsItself(event: MessageEvent): boolean {
  return isExchange(event) || event.message.kind === 'ws-frame' || isEventless(event.message);
}

/** Equal for ends of connections on one lane that read the same. */
export function endLikeness(event: ConnectionEndedEvent | ConnectionRefusedEvent): string {
  const how = 'how' in event ? `${event.how} ${event.by} ${event.direction}` : event.code;
  return `${event.type}\n${event.client}\n${event.server}\n${how}`;
}

/** True for requests and answers, unlike the parts of a stream. */
export function isExchange({ message }: MessageEvent): boolean {
  return message.kind === 'http-request' || message.kind === 'http-response';
}

/** What a herd does is the same, whoever does it: heartbeats, goodbyes and handshakes count for all lanes together. */
export function isHerd(event: MessageEvent): boolean {
  const { message } = event;
  if (message.kind === 'http-response') return message.status === 101;
  return isHeartbeat(event) || (message.kind === 'ws-frame' && message.opcode === 'close');
}

/** True for a ping or a pong: the first tells all. */
export function isHeartbeat({ message }: MessageEvent): boolean {
  return message.kind === 'ws-frame' && (message.opcode === 'ping' || message.opcode === 'pong');
}

/** A block of an event stream that dispatches nothing: it sets the time to reconnect, or the last id. */
function isEventless(message: Message): message is SseEvent {
  return message.kind === 'sse-event' && message.outcome === 'empty';
}

function laneOf(event: MessageEvent): string {
  return isHerd(event) ? event.server : `${event.client}\n${event.server}`;
}

function sortOf({ message }: MessageEvent): string {
  if (message.kind === 'http-response') return String(message.status);
  if (message.kind === 'ws-frame') return frameSort(message);
  if (isEventless(message)) return `retry ${message.retryMs}`;
  if (message.kind !== 'http2-frame') return '';
  return `${message.frame} ${message.section} ${message.grpc?.status?.name}`;
}

function frameSort({ opcode, close, message }: WsFrame): string {
  if (close !== undefined) return `close ${close.code}`;
  if (message?.graphql !== undefined) return `graphql ${message.graphql.type}`;
  const text = message?.text;
  if (text === undefined || text.length > longestShape) return opcode;
  const value = parseJson(text);
  return isMembers(value) ? `${opcode} ${Object.keys(value).join(' ')}` : opcode;
}
