import { type Look, MARGIN } from '../dialogue/look.ts';
import { gap, indent, type Row, span, wrap } from '../text/spans.ts';

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
