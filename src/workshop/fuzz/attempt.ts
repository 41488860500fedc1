import type { Random } from '../../lab/chance/random.ts';
import { dissectConnection } from '../../wire/connection.ts';
import type { Direction, Message } from '../../wire/types.ts';
import type { Turn } from './conversations.ts';
import { mutated } from './mutations.ts';

const directions: readonly Direction[] = ['client-to-server', 'server-to-client'];

/** A conversation with changed turns, each in pieces of a length of its own. */
export function brokenConversation(turns: readonly Turn[], random: Random): readonly Turn[] {
  return turns.flatMap(({ direction, bytes }) => {
    const changed = random.integer(0, 2) === 0 ? bytes : mutated(bytes, random);
    const length = random.integer(0, 1) === 0 ? changed.length : random.integer(1, 200);
    const pieces: Turn[] = [];
    for (let at = 0; at < changed.length; at += Math.max(1, length)) {
      pieces.push({ direction, bytes: changed.subarray(at, at + Math.max(1, length)) });
    }
    return pieces;
  });
}

/** Reads a conversation; what the dissectors promise is looked at, and an error says what they broke. */
export function dissected(turns: readonly Turn[], random: Random): readonly Message[] {
  const dissector = dissectConnection();
  const messages: Message[] = [];
  const sent = { 'client-to-server': 0, 'server-to-client': 0 };
  for (const { direction, bytes } of turns) {
    messages.push(...dissector.push(direction, bytes));
    sent[direction] += bytes.length;
  }
  for (const direction of random.integer(0, 1) === 0 ? directions : directions.toReversed()) {
    messages.push(...dissector.end(direction, random.integer(0, 1) === 0 ? 'fin' : 'rst'));
  }
  for (const direction of directions) assertTiling(messages, direction, sent[direction]);
  return messages;
}

/** Every byte is in exactly one message, and they follow each other. What lies inside another is not of the wire. */
function assertTiling(messages: readonly Message[], direction: Direction, sent: number): void {
  let end = 0;
  for (const message of messages) {
    if (message.direction !== direction || message.inside !== undefined) continue;
    if (message.start !== end) {
      throw new Error(`${direction}: ${message.kind} starts at ${message.start}, not at ${end}`);
    }
    end = message.end;
  }
  if (end !== sent) throw new Error(`${direction}: ${end} of ${sent} bytes are told`);
}
