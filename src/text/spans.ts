import { cellCount, isWider, splitAtCells } from './cells.ts';
import { safeText } from './safe-text.ts';

/** What a piece of text is, which decides its colour. */
export type Role =
  | 'plain'
  | 'strong'
  | 'dim'
  /** Where something is said, such as `RFC 9112 §8`: dim, and never broken if it fits on a row. */
  | 'source'
  | 'request'
  | 'response'
  | 'focus'
  | 'remark'
  | 'good'
  | 'bad'
  | 'warning'
  | 'fault'
  | 'query';

/** A piece of text with its role. Made by `span`, so its text is safe for a terminal. */
export interface Span {
  readonly text: string;
  readonly role: Role;
}

/** One row of cells. */
export type Row = readonly Span[];

/** The only way to make a span: whatever the text holds, it cannot act on the terminal. */
export function span(text: string, role: Role = 'plain'): Span {
  return { text: safeText(text), role };
}

/** How many cells a row takes. */
export function rowCells(row: Row): number {
  return row.reduce((cells, part) => cells + cellCount(part.text), 0);
}

/** A run of spaces. */
export function gap(cells: number): Span {
  return { text: ' '.repeat(Math.max(0, cells)), role: 'plain' };
}

/** Puts every row behind a margin of `cells` spaces. */
export function indent(rows: readonly Row[], cells: number): readonly Row[] {
  return rows.map((row) => (row.length === 0 ? row : [gap(cells), ...row]));
}

/** Shortens a row to `cells` cells, with an ellipsis where something was left out. */
export function truncate(row: Row, cells: number): Row {
  if (rowCells(row) <= cells) return row;
  if (cells < 1) return [];
  const kept: Span[] = [];
  let room = cells - 1;
  let role: Role = 'plain';
  for (const part of row) {
    role = part.role;
    const [head, rest] = splitAtCells(part.text, room);
    if (head !== '') kept.push({ text: head, role });
    if (rest !== '') break;
    room -= cellCount(head);
  }
  kept.push({ text: '…', role });
  return kept;
}

/** Breaks a row into rows of at most `cells` cells, between words if that is possible. */
export function wrap(row: Row, cells: number): readonly Row[] {
  const rows: Span[][] = [];
  let current: Span[] = [];
  let room = cells;
  const breakRow = () => {
    rows.push(current);
    current = [];
    room = cells;
  };
  for (const part of row) {
    for (const word of wordsOf(part)) {
      let rest = word;
      if (word.startsWith(' ')) {
        // Spaces at a break belong to neither row.
        if (isWider(word, room)) breakRow();
        else if (current.length > 0 || rows.length === 0) {
          current.push({ text: word, role: part.role });
          room -= word.length;
        }
        continue;
      }
      if (isWider(rest, room) && !isWider(rest, cells) && current.length > 0) breakRow();
      // A word may be megabytes long: it is cut from the front, never measured as a whole.
      while (isWider(rest, room)) {
        const [head, tail] = splitAtCells(rest, room);
        if (head === '' && current.length === 0) break;
        if (head !== '') current.push({ text: head, role: part.role });
        rest = tail;
        breakRow();
      }
      if (rest !== '') {
        current.push({ text: rest, role: part.role });
        room -= cellCount(rest);
      }
    }
  }
  if (current.length > 0) rows.push(current);
  return rows.filter((each) => each.some((part) => part.text.trim() !== ''));
}

function wordsOf({ text, role }: Span): readonly string[] {
  return role === 'source' ? [text] : (text.match(/ +|[^ ]+/g) ?? []);
}

/** Wraps, and shortens to `maxRows` rows: between words, unless a long one would be lost by that. */
export function wrapAtMost(row: Row, cells: number, maxRows: number): readonly Row[] {
  const rows = wrap(row, cells);
  const last = trimmed(rows[maxRows - 1] ?? []);
  if (last.length === 0 || rows.length === maxRows) return rows;
  const kept = trimmed(wrap(last, cells - 2)[0] ?? []);
  const follows = textOf(last).slice(textOf(kept).length);
  const isBetweenWords = follows === '' || follows.startsWith(' ');
  const shortened: Row =
    isBetweenWords && cellCount(follows) <= MOST_DROPPED
      ? [...kept, { text: ' …', role: last.at(-1)?.role ?? 'plain' }]
      : truncate([...last, gap(cells)], cells);
  return [...rows.slice(0, maxRows - 1), shortened];
}

/** How long a word may be that is left out whole, in cells; a longer one is cut. */
const MOST_DROPPED = 24;

function textOf(row: Row): string {
  return row.map((part) => part.text).join('');
}

function trimmed(row: Row): Row {
  const end = row.findLastIndex((part) => part.text.trim() !== '');
  return row
    .slice(0, end + 1)
    .map((part, at) => (at === end ? { ...part, text: part.text.trimEnd() } : part));
}

/** A text of several lines as wrapped rows. */
export function paragraphs(text: string, cells: number, role: Role = 'plain'): readonly Row[] {
  return text.split(/\r\n|\r|\n/).flatMap((line) => wrap([span(line, role)], cells));
}
