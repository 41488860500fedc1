import type { RespCommand, RespReply } from '../../wire/resp/types.ts';
import type { Seen } from './seen.ts';

/** A command to a store with what answered it. */
export interface StoreExchange {
  readonly command: Seen<RespCommand>;
  /** Absent if none was sent; delivered or lost: its `delivery` tells. */
  readonly reply?: Seen<RespReply>;
}

/** The commands in order, each with its reply; greetings of clients are left out. */
export function pairCommands(
  commands: readonly Seen<RespCommand>[],
  replies: readonly Seen<RespReply>[],
): readonly StoreExchange[] {
  const byExchange = new Map(replies.map((reply) => [keyOf(reply), reply]));
  return commands
    .filter(({ command }) => !GREETINGS.has(command))
    .map((command) => {
      const reply = byExchange.get(keyOf(command));
      return { command, ...(reply && { reply }) };
    });
}

/** What clients say before they ask for anything. */
const GREETINGS: ReadonlySet<string> = new Set(['HELLO', 'CLIENT', 'SELECT', 'AUTH', 'INFO', '']);

const keyOf = ({ connection, exchange }: { connection: number; exchange?: number }) =>
  `${connection} ${exchange}`;
