import { problemsOf } from '../http1/parts.ts';
import type { Layer } from '../types.ts';
import type { Conversation } from './conversation.ts';
import type { Draft } from './draft.ts';
import type { RespCommand } from './types.ts';

/** How a command came, and where it ends. */
interface How {
  /** In a line of words, as people type it. */
  readonly inline: boolean;
  /** False if it breaks off. */
  readonly complete: boolean;
  readonly end: number;
}

/** A command of these words, as the message that it is. One that is complete waits for its reply. */
export function commandOf(
  draft: Draft,
  words: readonly string[],
  { inline, complete, end }: How,
  conversation: Conversation,
): RespCommand {
  draft.close();
  const [name = '', ...args] = words;
  const command = name.toUpperCase();
  const layers: readonly Layer[] = [{ protocol: 'resp', space: 'wire', nodes: draft.nodes }];
  return {
    kind: 'resp-command',
    direction: 'client-to-server',
    start: draft.start,
    end,
    summary: complete ? commandSummary(command, args) : `${command} cut off`.trimStart(),
    layers,
    problems: problemsOf(layers),
    command,
    args,
    inline,
    exchange: complete ? conversation.ask(command, args) : 0,
    ...(draft.truncated && { truncated: true }),
    complete,
  };
}

/** How much of a command stands in a summary, in UTF-16 units. */
const SHOWN = 120;

function commandSummary(command: string, args: readonly string[]): string {
  const shown = command === 'AUTH' ? args.map(() => '***') : args.map(quoted);
  const text = [command, ...shown].join(' ');
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** A word as people type it: in quotes if it is empty or has spaces. */
function quoted(word: string): string {
  return /^[^\s"']+$/.test(word) ? word : JSON.stringify(word);
}
