import type { RespCommand, RespReply } from '../../../wire/resp/types.ts';
import { commandRows, replyRows } from '../resp.ts';
import type { ToldKind } from './kind.ts';

/** What clients and stores say to each other before anything is asked. */
const GREETINGS: ReadonlySet<string> = new Set(['HELLO', 'CLIENT', 'SELECT', 'AUTH', '']);

export const respCommand: ToldKind<RespCommand> = {
  nouns: () => ['command', 'commands'],
  role: 'asks',
  rows: commandRows,
  lines: ({ summary }) => [summary],
  sort: ({ command, args }) => `${command} ${args.length}`,
  talk: ({ exchange }) => `exchange ${exchange}`,
  isSilent: ({ command }) => GREETINGS.has(command),
  routine: () => undefined,
  isHerd: () => false,
  kept: ({ command, args, inline, exchange }, short) => ({
    command,
    args: args.map((arg) => short.text(arg)),
    ...(inline ? { inline } : {}),
    exchange,
  }),
};

export const respReply: ToldKind<RespReply> = {
  nouns: () => ['reply', 'replies'],
  role: 'answers',
  rows: replyRows,
  lines: ({ value, complete, summary }) => [complete ? value : summary],
  sort: ({ type, error }) => `${type} ${error ?? ''}`,
  talk: ({ exchange }) => (exchange === undefined ? undefined : `exchange ${exchange}`),
  isSilent: ({ command, error }) =>
    command !== undefined && GREETINGS.has(command) && error === undefined,
  routine: () => undefined,
  isHerd: () => false,
  kept: ({ type, value, exchange }, short) => ({ type, value: short.text(value), exchange }),
};
