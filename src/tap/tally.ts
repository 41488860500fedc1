import type { Message } from '../wire/types.ts';
import type { Progress } from './faults/fault.ts';

/** Counts what the server sent on a connection, so that a fault that comes late counts from the start. */
export class Tally implements Progress {
  responses = 0;
  events = 0;
  streaming = false;
  messageEnd = 0;
  received = 0;

  count(message: Message): void {
    this.messageEnd = message.end;
    if (isFinalResponse(message)) {
      this.responses += 1;
      this.streaming = message.streaming;
    } else if (message.kind === 'http-end') {
      this.streaming = false;
    } else if (isDispatchedEvent(message)) {
      this.events += 1;
    }
  }
}

/** True for a response that answers its request; an interim one (1xx) only announces it. RFC 9110 §15.2 */
export function isFinalResponse(
  message: Message,
): message is Extract<Message, { kind: 'http-response' }> {
  return message.kind === 'http-response' && message.status >= 200;
}

/** True for an event that a client hands to its application. */
export function isDispatchedEvent(message: Message): boolean {
  return message.kind === 'sse-event' && message.outcome === 'event';
}
