import type { Paragraph, ProseSpan } from '../content/lesson.ts';
import { codeSpan } from '../dialogue/inline-code.ts';
import { type Look, MARGIN, textCells } from '../dialogue/look.ts';
import { flow } from '../text/flow.ts';
import { indent, type Role, type Row, rowCells, span, wrap } from '../text/spans.ts';

const roles = { strong: 'strong', emphasis: 'remark' } as const satisfies Record<string, Role>;

/** Paragraphs wrapped to the width, a blank row after each; items of a list stand together. */
export function proseRows(paragraphs: readonly Paragraph[], look: Look): readonly Row[] {
  return paragraphs.flatMap((paragraph, index) => {
    const next = paragraphs[index + 1];
    const together = paragraph.kind === 'item' && next?.kind === 'item';
    return [...indent(paragraphRows(paragraph, look), MARGIN), ...(together ? [] : [[]])];
  });
}

function paragraphRows(paragraph: Paragraph, look: Look): readonly Row[] {
  const cells = textCells(look);
  switch (paragraph.kind) {
    case 'text':
      return flow(styled(paragraph.spans, look), cells);
    case 'item': {
      const marker = span(`${paragraph.marker} `);
      const column = rowCells([marker]);
      const [first = [], ...more] = flow(styled(paragraph.spans, look), cells - column);
      return [[marker, ...first], ...indent(more, column)];
    }
    case 'code':
      return paragraph.lines.flatMap((line) => {
        const rows = wrap([span(line, 'request')], cells - 2);
        return rows.length === 0 ? [[]] : indent(rows, 2);
      });
  }
}

/** Text in its styles; if it is broken, any space is as good as another. */
function styled(spans: readonly ProseSpan[], look: Look): Row {
  return spans.map(({ text, style }) => {
    const spaced = text.replace(/\s+/g, ' ');
    if (style === 'code') return codeSpan(spaced, look);
    return span(spaced, style === undefined ? 'plain' : roles[style]);
  });
}
