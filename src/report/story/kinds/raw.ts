import { formatBytes } from '../../../text/quantities.ts';
import { type Row, span, truncate, wrap } from '../../../text/spans.ts';
import type { Message } from '../../../wire/types.ts';
import type { Sight } from '../sight.ts';
import type { MessageOf, Nouns, ToldKind } from './kind.ts';

export const rawBytes: ToldKind<MessageOf<'bytes'>> = {
  ...told(['block of bytes', 'blocks of bytes']),
};

export const malformed: ToldKind<MessageOf<'malformed'>> = {
  ...told(['malformed message', 'malformed messages']),
};

function told(nouns: Nouns): ToldKind<Message> {
  return {
    nouns: () => nouns,
    rows: summaryRows,
    lines: ({ summary }) => [summary],
    sort: () => '',
    talk: () => undefined,
    isSilent: () => false,
    routine: () => undefined,
    isHerd: () => false,
    kept: () => ({}),
  };
}

/** What it is and how long, on one row in brief. */
export function summaryRows(message: Message, sight: Sight): readonly Row[] {
  const row = [
    span(message.summary),
    span(`  (${formatBytes(message.end - message.start)})`, 'dim'),
  ];
  return sight.detail === 'brief' ? [truncate(row, sight.cells)] : wrap(row, sight.cells);
}
