import type { Http2Frame } from '../../wire/http2/types.ts';
import type { Message, WsFrame, WsOpcode } from '../../wire/types.ts';

/** Frames of a WebSocket by opcode (RFC 6455 §5.2), in lower case as that standard writes them. */
export const webSocketFrames = [
  'text',
  'binary',
  'continuation',
  'close',
  'ping',
  'pong',
  'reserved',
] as const satisfies readonly WsOpcode[];

/** Frames of HTTP/2 by type (RFC 9113 §6), in capitals as that standard writes them. */
export const http2Frames = [
  'DATA',
  'HEADERS',
  'PRIORITY',
  'RST_STREAM',
  'SETTINGS',
  'PUSH_PROMISE',
  'PING',
  'GOAWAY',
  'WINDOW_UPDATE',
  'CONTINUATION',
  'ALTSVC',
  'ORIGIN',
  'PRIORITY_UPDATE',
  'UNKNOWN',
] as const;

/** A frame by its opcode or type: `ping` is one of a WebSocket, `PING` one of HTTP/2. */
export type FrameName = (typeof webSocketFrames)[number] | (typeof http2Frames)[number];

/** What a fault can count: whole messages, whatever carried them. */
export const countedMessages = [
  'http-response',
  'sse-event',
  'ws-message',
  'grpc-message',
] as const;

/** A kind of message that a fault can count. */
export type CountedMessage = (typeof countedMessages)[number];

/** Calls back with each name under which a message counts, and with how many of that it holds. */
export function eachCounted(message: Message, count: (name: string, times: number) => void): void {
  switch (message.kind) {
    case 'http-response':
      if (isFinalResponse(message)) count('http-response', 1);
      break;
    case 'sse-event':
      if (isDispatchedEvent(message)) count('sse-event', 1);
      break;
    case 'ws-frame':
      countSocket(message, count);
      break;
    case 'http2-frame':
      count(message.frame, 1);
      if (message.frame !== 'RST_STREAM' && endsHttp2Response(message)) count('http-response', 1);
      if (message.grpc?.messages !== undefined) count('grpc-message', message.grpc.messages.length);
      for (const carried of message.websocket ?? []) countSocket(carried, count);
      break;
  }
}

function countSocket(
  { opcode, message }: Pick<WsFrame, 'opcode' | 'message'>,
  count: (name: string, times: number) => void,
): void {
  count(opcode, 1);
  if (message !== undefined) count('ws-message', 1);
}

/** How many of what has this name a message holds. */
export function countedIn(message: Message, name: CountedMessage | FrameName): number {
  let found = 0;
  eachCounted(message, (each, times) => {
    if (each === name) found += times;
  });
  return found;
}

/** True for a response that answers its request; an interim one (1xx) only announces it. RFC 9110 §15.2 */
export function isFinalResponse(
  message: Message,
): message is Extract<Message, { kind: 'http-response' }> {
  return message.kind === 'http-response' && message.status >= 200;
}

/** True for the frame that completes the head of a final response in HTTP/2. */
export function isHttp2Response(message: Message): message is Http2Frame {
  return message.kind === 'http2-frame' && message.section === 'response';
}

/** True for the server's last frame of a stream: the response is complete, or given up (RFC 9113 §8.1). */
export function endsHttp2Response({
  direction,
  frame,
  flags,
  section,
  streamState,
}: Http2Frame): boolean {
  if (direction === 'client-to-server') return false;
  if (frame === 'DATA') return flags.includes('END_STREAM');
  const over = streamState === 'closed' || streamState === 'half-closed (server)';
  return over && (frame === 'RST_STREAM' || section === 'response' || section === 'trailers');
}

/** True where responses of HTTP/1.1 are over for good: behind a switch, and where frames go. */
export function leavesHttp1(message: Message): boolean {
  if (message.kind === 'http-response') return message.status === 101;
  return message.kind === 'ws-frame' || message.kind === 'http2-frame';
}

/** True for a record of TLS that was opened: what it holds follows, and is what counts. */
export function carriesOthers(message: Message): boolean {
  return message.kind === 'tls-record' && message.opened === true;
}

/** True for an event that a client hands to its application. */
function isDispatchedEvent(message: Message): boolean {
  return message.kind === 'sse-event' && message.outcome === 'event';
}
