import type { Role, Row, Span } from '../../text/spans.ts';
import type { Arrow, Lane } from './lane.ts';

/** By how many cells the words of a row are longer than its signs, at most. */
export const LONGER_CELLS = 8;

/** What a sign that stands alone in its span means. */
const words: Readonly<Record<string, string>> = {
  // Between a request and its answer in one row.
  ' → ': ': ',
  '✓ ': 'holds: ',
  '✗ ': 'broken: ',
  // Where rows are wrapped the space stands apart.
  '✓': 'holds:',
  '✗': 'broken:',
};

/** Signs before words that say the same. */
const lead = /^[↳╳✗]( |$)/;
/** Full and partial blocks. */
const bar = /^[\u2588-\u258f]+$/;

/** What was sent is plain: only what the view itself puts beside it is put in words. */
const ownRoles: ReadonlySet<Role> = new Set([
  ...(['dim', 'request', 'fault', 'good', 'bad', 'warning'] as const),
]);

const laneWords: Readonly<Record<Arrow, string>> = {
  '→': 'to',
  '⇄': 'and',
  '←': 'from',
  '⇒': 'asks',
  '╳': 'and',
  '~': 'and',
  '·': 'and',
};

/** Between whom something happens, said in a word. */
export function laneInWords(lane: Lane<Arrow>): Lane {
  return { ...lane, arrow: laneWords[lane.arrow] };
}

/** Rows for a screen reader: words in place of ticks, and no bars. */
export function inWords(rows: readonly Row[]): readonly Row[] {
  return rows.map((row) => row.map(spanInWords));
}

function spanInWords(part: Span): Span {
  const { text, role } = part;
  if (!ownRoles.has(role)) return part;
  if (bar.test(text)) return { text: '', role };
  const word = Object.hasOwn(words, text) ? words[text] : undefined;
  return { text: word ?? text.replace(lead, ''), role };
}
