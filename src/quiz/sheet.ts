import type { Card, RecallCard } from '../content/card.ts';
import { itemsOf, optionsOf } from '../content/options.ts';
import { inlineCode } from '../dialogue/inline-code.ts';
import { type Look, labelled, prose, within } from '../dialogue/look.ts';
import type { CatalogueEntry } from '../lab/catalogue/catalogue.ts';
import { indent, type Row, rowCells, span } from '../text/spans.ts';
import { numbered } from './card-look.ts';
import { paperRandom } from './listing.ts';
import { proofLines } from './proof-lines.ts';
import { questionRows } from './question-view.ts';

/** The questions, for paper or a screen that nobody answers on. */
export function sheetRows(cards: readonly Card[], look: Look): readonly Row[] {
  return cards.flatMap((card, index) =>
    questionRows(card, offered(card), { number: index + 1, of: cards.length }, look),
  );
}

/** What is right and why, by the numbers of the same sheet. */
export function answerRows(
  cards: readonly Card[],
  catalogue: readonly CatalogueEntry[],
  look: Look,
): readonly Row[] {
  const answers = cards.flatMap((card, index) => {
    const number = numbered(index + 1, look);
    const column = rowCells(number);
    const reasons = [
      ...(card.kind === 'recall' ? goodAnswerRows(card, column, look) : []),
      ...prose(card.explain, look, 'plain', column),
      ...proofLines(card.evidence, catalogue).flatMap((line) => prose(line, look, 'dim', column)),
      [],
    ];
    return [
      ...labelled(number, inlineCode(keyOf(card), look, 'good'), look),
      ...indent(reasons, column),
    ];
  });
  return within([[span('Answers', 'strong')], [], ...answers]);
}

/** The points of a good answer, and what would be asked next. */
function goodAnswerRows(
  { points, followUp }: RecallCard,
  column: number,
  look: Look,
): readonly Row[] {
  const point = (text: string) => prose(`${look.plain ? '' : '- '}${text}`, look, 'plain', column);
  return [
    ...points.flatMap(point),
    ...prose(`And then: ${followUp.question}`, look, 'strong', column),
    ...prose(followUp.answer, look, 'plain', column),
    [],
  ];
}

/** What can be chosen from, in the order of the sheet. */
export function offered(card: Card): readonly string[] {
  switch (card.kind) {
    case 'choice':
    case 'predict-wire':
      return optionsOf(card, paperRandom(card)).map(({ text }) => text);
    case 'order':
      return itemsOf(card, paperRandom(card)).map(({ text }) => text);
    case 'recall':
      return [];
  }
}

/** What is right, by the numbers of the sheet. */
export function keyOf(card: Card): string {
  switch (card.kind) {
    case 'choice':
    case 'predict-wire': {
      const at = optionsOf(card, paperRandom(card)).findIndex(({ right }) => right);
      return `Answer ${at + 1}: ${card.key.text}`;
    }
    case 'order': {
      const shown = itemsOf(card, paperRandom(card));
      return `Order ${card.items.map((item) => shown.indexOf(item) + 1).join(', ')}`;
    }
    case 'recall':
      return 'A good answer says:';
  }
}
