import { formatCount } from '../../../text/quantities.ts';
import { span, truncate } from '../../../text/spans.ts';
import type { BodyLine } from '../../../wire/types.ts';
import { compactJson } from '../json.ts';
import { textRows } from '../long-text.ts';
import type { ToldKind } from './kind.ts';

export const bodyLine: ToldKind<BodyLine> = {
  nouns: () => ['line', 'lines'],
  rows: ({ text }, { cells, detail }) =>
    detail === 'full'
      ? textRows(text, cells)
      : [truncate([span(compactJson(text.slice(0, 4_096)))], cells)],
  lines: ({ text, truncated, byteLength }) => [
    text,
    ...(truncated ? [`(the rest of ${formatCount(byteLength, 'byte')} is not kept)`] : []),
  ],
  sort: () => '',
  talk: ({ exchange }) => `exchange ${exchange}`,
  isSilent: ({ text }) => text === '',
  routine: () => undefined,
  isHerd: () => false,
  kept: ({ exchange, text, complete }, short) => ({
    exchange,
    text: short.text(text),
    ...(complete ? {} : { complete }),
  }),
};
