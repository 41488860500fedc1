import { type Row, rowCells, type Span, wrap } from './spans.ts';

/**
 * Breaks a row into rows of at most `cells` cells, at its spaces only: a comma stays with the word in
 * another style before it. A word that is longer than a row is cut.
 */
export function flow(row: Row, cells: number): readonly Row[] {
  const rows: Row[] = [];
  let current: Row = [];
  let between: Row = [];
  for (const piece of piecesOf(row)) {
    if (isSpace(piece)) {
      between = piece;
      continue;
    }
    const longer = [...current, ...between, ...piece];
    between = [];
    if (rowCells(longer) <= cells) {
      current = longer;
      continue;
    }
    if (current.length > 0) rows.push(current);
    const parts = wrap(piece, cells);
    rows.push(...parts.slice(0, -1));
    current = parts.at(-1) ?? [];
  }
  return current.length > 0 ? [...rows, current] : rows;
}

/** Words and the spaces between them in turns; either may be in several styles. */
function piecesOf(row: Row): readonly Row[] {
  const pieces: Span[][] = [];
  for (const { text, role } of row) {
    const parts = role === 'source' ? [text] : (text.match(/ +|[^ ]+/g) ?? []);
    for (const part of parts) {
      const piece = [{ text: part, role }];
      const former = pieces.at(-1);
      if (former && isSpace(former) === isSpace(piece)) former.push(...piece);
      else pieces.push(piece);
    }
  }
  return pieces;
}

function isSpace(piece: Row): boolean {
  return piece[0]?.text.startsWith(' ') ?? false;
}
