import {
  gap,
  indent,
  type Role,
  type Row,
  rowCells,
  span,
  wrap,
} from '../report/terminal/spans.ts';

/** How the place looks in which cards are shown. */
export interface Look {
  /** Columns. */
  readonly width: number;
  /** True where symbols and arrows are to be words, for a screen reader. */
  readonly plain: boolean;
}

const MARGIN = 2;

/** Longer lines of prose tire the eye. */
const widestProse = 96;

/** Rows behind the margin that all of a quiz stands behind. */
export function within(rows: readonly Row[]): readonly Row[] {
  return indent(rows, MARGIN);
}

/** A text of paragraphs as wrapped rows, to be put behind a margin of `indented` cells more. */
export function prose(
  text: string,
  look: Look,
  role: Role = 'plain',
  indented = 0,
): readonly Row[] {
  const cells = proseCells(look) - indented;
  return text.split('\n').flatMap((line) => (line === '' ? [[]] : wrap([span(line, role)], cells)));
}

/** A row whose later lines stand under its text, not under its label. */
export function labelled(label: Row, text: Row, look: Look): readonly Row[] {
  const cells = rowCells(label);
  const [first = [], ...others] = wrap(text, proseCells(look) - cells);
  return [[...label, ...first], ...indent(others, cells)];
}

/** Wire text: as wide as the place allows, and its own spaces kept. */
export function wireText(row: Row, look: Look, indented: number): readonly Row[] {
  return indent(wrap(row, look.width - MARGIN - indented), indented);
}

/** Words beside each other: `5 of 5 · sse · basic`, or with full stops where dots are not read well. */
export function dotted(words: readonly string[], { plain }: Look): string {
  return plain ? `${words.join('. ')}.` : words.join(' · ');
}

/** The number of an option or item, right before its text. */
export function numbered(number: number, { plain }: Look): Row {
  return plain ? [span(`${number}: `)] : [gap(2), span(`${number}`, 'strong'), gap(2)];
}

function proseCells({ width }: Look): number {
  return Math.min(widestProse, width - 2 * MARGIN);
}
