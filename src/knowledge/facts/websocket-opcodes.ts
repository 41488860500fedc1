import type { Fact } from '../fact.ts';

/** What WebSocket frames are, by opcode. */
export const websocketOpcodes: readonly Fact[] = [
  opcode(
    'continuation',
    'Continuation',
    'goes on with the message before it',
    'rfc6455 §5.4',
    'A further frame of a fragmented message; the one with FIN is the last. Only control frames may come between the frames of a message.',
  ),
  opcode(
    'text',
    'Text',
    'a message of text in UTF-8',
    'rfc6455 §5.6',
    'The payload is UTF-8. A single fragment may end inside a character; the whole message may not.',
  ),
  opcode(
    'binary',
    'Binary',
    'a message of bytes',
    'rfc6455 §5.6',
    'The payload is whatever the application wants; the protocol gives it no meaning.',
  ),
  opcode(
    'close',
    'Close',
    'the last frame that this side sends',
    'rfc6455 §5.5.1',
    'May carry a code and a reason. The other side answers with a close frame of its own, then the server closes the connection.',
  ),
  opcode(
    'ping',
    'Ping',
    'are you there? wants a pong with the same payload',
    'rfc6455 §5.5.2',
    'Either side may send one at any time after the handshake, to keep the connection alive or to see whether it is. Scripts in a browser cannot.',
  ),
  opcode(
    'pong',
    'Pong',
    'answers a ping with its payload, or is a heartbeat',
    'rfc6455 §5.5.3',
    'Repeats the payload of the ping. One that answers no ping is a heartbeat of one side alone and wants no answer.',
  ),
];

function opcode(name: string, title: string, brief: string, source: string, text: string): Fact {
  return { kind: 'ws-opcode', name, title, brief, text, source, standing: 'standard' };
}
