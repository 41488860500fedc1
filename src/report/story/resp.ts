import { type Annotation, findFact, remarkOf } from '../../knowledge/index.ts';
import { type Row, type Span, span, truncate } from '../../text/spans.ts';
import type { RespCommand, RespReply } from '../../wire/resp/types.ts';
import { annotated } from './annotate.ts';
import type { Sight } from './sight.ts';

/** A command on one row, such as `INCR rate:ada`, with what it is for the first time. */
export function commandRows(message: RespCommand, sight: Sight): readonly Row[] {
  const { command, summary } = message;
  const rest = summary.slice(command.length);
  const row: Row = [span(summary.slice(0, command.length), 'strong'), ...textSpans(rest)];
  // In brief it is said behind the reply, with which the command shares a row.
  const remark = sight.detail === 'full' ? remarkOn('resp-command', command, sight) : undefined;
  return shown(row, remark, sight);
}

/** A reply on one row, such as `3` or `(nil)`. */
export function replyRows(message: RespReply, sight: Sight): readonly Row[] {
  const { error, summary, value, complete } = message;
  const text = sight.detail === 'full' && complete && value !== '' ? value : summary;
  const row: Row = [span(text, error === undefined ? 'strong' : 'warning')];
  if (error !== undefined) return shown(row, remarkOn('resp-error', error, sight), sight);
  const isAnswer = sight.detail === 'brief' && message.command !== undefined;
  const remark = isAnswer ? remarkOn('resp-command', message.command, sight) : undefined;
  return shown(row, remark, sight);
}

/** In brief a row is cut rather than wrapped: exchanges with a store are short, or not worth two rows. */
function shown(row: Row, remark: Annotation | undefined, sight: Sight): readonly Row[] {
  const { cells, detail } = sight;
  return annotated(detail === 'brief' ? truncate(row, cells) : row, remark, cells, detail);
}

function remarkOn(
  kind: 'resp-command' | 'resp-error',
  name: string | undefined,
  sight: Sight,
): Annotation | undefined {
  const fact = name === undefined ? undefined : findFact(kind, name);
  return fact === undefined ? undefined : sight.remarks.once(`${kind} ${name}`, remarkOf(fact));
}

function textSpans(text: string): readonly Span[] {
  return text === '' ? [] : [span(text)];
}
