import { formatBytes } from '../../text/quantities.ts';
import { paragraphs, type Row, span, wrap } from '../../text/spans.ts';

/** How many rows of one text are shown, and how many characters are looked at for them. */
export const MOST_ROWS = 1_000;
const MOST_CHARACTERS = 256 * 1024;

/**
 * The rows of a text line by line, as many as a reader could want: what is sent may be as long as the
 * sender likes. That more follows is said.
 */
export function textRows(text: string, cells: number): readonly Row[] {
  const shown = beginningOf(text);
  const rows = paragraphs(shown, cells);
  const isWhole = shown.length === text.length && rows.length <= MOST_ROWS;
  if (isWhole) return rows;
  return [...rows.slice(0, MOST_ROWS), ...restRows(Buffer.byteLength(text), cells)];
}

/** Says that not all of so many bytes is shown. */
export function restRows(byteLength: number, cells: number): readonly Row[] {
  const text = `… more of ${formatBytes(byteLength)} is not shown here; -o saves all of it`;
  return wrap([span(text, 'dim')], cells);
}

/** As much of a text as could be shown in so many rows. */
function beginningOf(text: string): string {
  let end = 0;
  for (let lines = 0; lines < MOST_ROWS && end < MOST_CHARACTERS; lines++) {
    const next = text.indexOf('\n', end);
    if (next < 0) return text.slice(0, MOST_CHARACTERS);
    end = next + 1;
  }
  return text.slice(0, Math.min(end, MOST_CHARACTERS));
}
