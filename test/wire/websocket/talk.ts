import type { Message, WsFrame } from '../../../src/wire/types.ts';
import { type Cuts, dissect, type Turn } from '../http1/conversation.ts';
import { offer, switched } from './frames.ts';

/** A conversation that begins with a handshake; `agreed` are lines of the 101 response. */
export function talk(turns: readonly Turn[], agreed: readonly string[] = []): readonly Turn[] {
  const offered = agreed.map((line) => line.replace(/=\d+/g, ''));
  return [['client', offer(...offered)], ['server', switched(...agreed)], ...turns];
}

/** The frames of a conversation behind a handshake. */
export function framesOf(
  turns: readonly Turn[],
  agreed: readonly string[] = [],
  cuts?: Cuts,
): readonly WsFrame[] {
  return dissect(talk(turns, agreed), cuts).filter(isFrame);
}

export function isFrame(message: Message): message is WsFrame {
  return message.kind === 'ws-frame';
}
