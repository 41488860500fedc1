import type {
  ConnectionEndedEvent,
  ConnectionRefusedEvent,
  MessageEvent,
} from '../../lab/record/transcript.ts';
import { toldAs } from './kinds/index.ts';

/** Equal for messages between two parties that are of one kind: a status, a frame type, the members of a JSON text. */
export function kindOf(event: MessageEvent): string {
  const { message, delivery } = event;
  const problem = message.problems[0]?.code ?? '';
  return `${laneOf(event)}\n${message.direction} ${message.kind} ${toldAs(message).sort(message)} ${delivery} ${problem}`;
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
  // Numbers in a target tell one of many apart, not one kind of thing from another.
  const line = message.summary.replace(/\d+/g, '#');
  return [kindOf(event), line, ...forms].join('\n');
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
export function isHerd({ message }: MessageEvent): boolean {
  return toldAs(message).isHerd(message);
}

function laneOf(event: MessageEvent): string {
  return isHerd(event) ? event.server : `${event.client}\n${event.server}`;
}
