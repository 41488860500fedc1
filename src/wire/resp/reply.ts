import { problemsOf } from '../http1/parts.ts';
import type { Layer } from '../types.ts';
import type { Conversation } from './conversation.ts';
import type { Draft } from './draft.ts';
import { respProblems } from './problems.ts';
import type { RespReply } from './types.ts';

/** How much of a value stands in a summary, in UTF-16 units. */
const SHOWN = 120;

/** The reply that a draft has become, which ends at `end`; `complete` is false if it breaks off. */
export function readReply(
  draft: Draft,
  end: number,
  complete: boolean,
  conversation: Conversation,
): RespReply {
  draft.close();
  const { type, value, error, start, truncated, words } = draft;
  const answered = complete ? conversation.answer(type === 'push', words[0]) : 'pushed';
  if (answered === 'unasked') {
    const [first, ...others] = draft.nodes;
    if (first !== undefined) {
      draft.nodes.splice(
        0,
        draft.nodes.length,
        { problem: respProblems.unasked, ...first },
        ...others,
      );
    }
  }
  const layers: readonly Layer[] = [{ protocol: 'resp', space: 'wire', nodes: draft.nodes }];
  return {
    kind: 'resp-reply',
    direction: 'server-to-client',
    start,
    end,
    summary: complete ? shortened(value) : 'a reply, cut off',
    layers,
    problems: problemsOf(layers),
    type,
    value,
    ...(error !== undefined && { error }),
    ...(typeof answered === 'object' && { exchange: answered.exchange, command: answered.command }),
    ...(truncated && { truncated: true }),
    complete,
  };
}

function shortened(text: string): string {
  if (text === '') return '""';
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
