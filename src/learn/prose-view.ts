import { type Look, MARGIN, textCells } from '../dialogue/look.ts';
import {
  gap,
  indent,
  type Role,
  type Row,
  rowCells,
  span,
  wrap,
} from '../report/terminal/spans.ts';
import type { Paragraph, ProseSpan } from './lesson.ts';

const roles: Readonly<Record<NonNullable<ProseSpan['style']>, Role>> = {
  strong: 'strong',
  emphasis: 'remark',
  code: 'request',
};

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
      return flow(paragraph.spans, cells, look);
    case 'item': {
      const marker = span(`${paragraph.marker} `);
      const column = rowCells([marker]);
      const [first = [], ...more] = flow(paragraph.spans, cells - column, look);
      return [[marker, ...first], ...indent(more, column)];
    }
    case 'code':
      return paragraph.lines.flatMap((line) => {
        const rows = wrap([span(line, 'request')], cells - 2);
        return rows.length === 0 ? [[]] : indent(rows, 2);
      });
  }
}

/**
 * Breaks text at its spaces only: a comma stays with the word in another style before it. Without
 * colour, code keeps its backticks.
 */
function flow(spans: readonly ProseSpan[], cells: number, { colour }: Look): readonly Row[] {
  const rows: Row[] = [];
  let row: Row = [];
  for (const word of wordsOf(spans, colour)) {
    const longer = row.length === 0 ? word : [...row, gap(1), ...word];
    if (rowCells(longer) <= cells) {
      row = longer;
      continue;
    }
    if (row.length > 0) rows.push(row);
    const pieces = wrap(word, cells);
    rows.push(...pieces.slice(0, -1));
    row = pieces.at(-1) ?? [];
  }
  return row.length > 0 ? [...rows, row] : rows;
}

/** The words of a text; one may be in several styles. */
function wordsOf(spans: readonly ProseSpan[], colour: boolean): readonly Row[] {
  const words: Row[] = [];
  let open = false;
  for (const { text, style } of spans) {
    const role = style === undefined ? 'plain' : roles[style];
    const shown = style === 'code' && !colour ? `\`${text}\`` : text;
    for (const piece of shown.split(/(\s+)/)) {
      if (piece === '') continue;
      if (/^\s/.test(piece)) {
        open = false;
        continue;
      }
      const former = open ? (words.pop() ?? []) : [];
      words.push([...former, span(piece, role)]);
      open = true;
    }
  }
  return words;
}
