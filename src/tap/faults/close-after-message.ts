import { type CountedMessage, countedMessages } from './counted.ts';
import { cutAfter } from './cut-after.ts';
import type { CloseAfterMessage, FaultKind } from './fault.ts';
import { cutWords, directions, endings, ordinal, senderOf } from './words.ts';

const fromServer = ['server-to-client'] as const;

/** What a message is called in a sentence, and who may send it. */
const messages: Readonly<
  Record<CountedMessage, { readonly words: string; readonly bothWays: boolean }>
> = {
  'http-response': { words: 'response', bothWays: false },
  'sse-event': { words: 'event', bothWays: false },
  'ws-message': { words: 'WebSocket message', bothWays: true },
  'grpc-message': { words: 'gRPC message', bothWays: true },
};

/** Delivers the `nth` message whole, the first event from the server by default, then cuts. */
export function closeAfterMessage(
  options: Partial<Omit<CloseAfterMessage, 'kind'>> = {},
): CloseAfterMessage {
  return {
    kind: 'close-after-message',
    message: 'sse-event',
    nth: 1,
    direction: 'server-to-client',
    how: 'rst',
    ...options,
  };
}

/**
 * Counts final (not 1xx) responses, events that a client dispatches, data messages of a WebSocket
 * however many frames carry them, and gRPC messages of all calls of a connection. Of a response that
 * streams over HTTP/1.1 it counts the head; one of HTTP/2 counts when its stream ends.
 */
export const closeAfterMessageKind: FaultKind<CloseAfterMessage> = {
  help: {
    about:
      'Cuts the connection behind a whole message: an event, an answer, a message of a WebSocket or of gRPC.',
    options: {
      message: 'what is counted: sse-event (by default), http-response, ws-message or grpc-message',
      nth: 'which one, counted from when it is armed; 1 by default',
      direction: 'from whom: server-to-client (by default) or client-to-server',
      how: 'how it ends: rst, a reset (by default), or fin, in order',
    },
    example: 'close-after-message:message=sse-event,nth=3',
  },
  parse: (given) => {
    const message = given.word('message', countedMessages, 'sse-event');
    const senders = messages[message].bothWays ? directions : fromServer;
    return closeAfterMessage({
      message,
      nth: given.integer('nth', { min: 1, max: Number.MAX_SAFE_INTEGER, fallback: 1 }),
      direction: given.word('direction', senders, 'server-to-client'),
      how: given.word('how', endings, 'rst'),
      ...given.scope(),
    });
  },
  describe: ({ message, nth, direction, how }) => {
    const { words, bothWays } = messages[message];
    const from = bothWays ? ` from the ${senderOf(direction)}` : '';
    return `cuts the connection after the ${ordinal(nth)} ${words}${from} (${cutWords(how)})`;
  },
  start: ({ message, ...last }, { progress }) => cutAfter({ name: message, ...last }, progress),
};
