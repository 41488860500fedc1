import { type Card, MASK } from '../content/card.ts';
import { itemsOf, optionsOf } from '../content/options.ts';
import { isRun } from '../evidence/evidence.ts';
import { cite } from '../knowledge/citation.ts';
import { seededRandom } from '../lab/chance/random.ts';

/** The order of answers on paper: the same every time, so that a sheet and its answers agree. */
export function paperRandom(card: Card) {
  return seededRandom(card.revision, card.id);
}

/** Cards as JSON, one object each; `answers` adds what is right, why, and how to see it. */
export function listing(cards: readonly Card[], answers: boolean): string {
  const rows = cards.map((card) => ({ ...asked(card), ...(answers && keyOf(card)) }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}

function asked(card: Card): object {
  const { id, group, kind, revision, topic, level, question, hint } = card;
  return { id, group, kind, revision, topic, level, question, ...offered(card), hint };
}

function offered(card: Card): object {
  const textsOf = (answers: readonly { readonly text: string }[]) =>
    answers.map(({ text }) => text);
  switch (card.kind) {
    case 'choice':
      return { options: textsOf(optionsOf(card, paperRandom(card))) };
    case 'predict-wire': {
      const options = textsOf(optionsOf(card, paperRandom(card)));
      return { mask: MASK, exchange: card.exchange, options };
    }
    case 'order':
      return { items: textsOf(itemsOf(card, paperRandom(card))) };
    case 'recall':
      return {};
  }
}

function keyOf(card: Card): object {
  const { explain } = card;
  const evidence = card.evidence.map((piece) =>
    isRun(piece) ? piece : { standard: cite(piece.standard) },
  );
  switch (card.kind) {
    case 'choice':
    case 'predict-wire':
      return { key: card.key.text, distractors: card.distractors, explain, evidence };
    case 'order':
      return { key: card.items.map(({ text }) => text), explain, evidence };
    case 'recall':
      return { points: card.points, followUp: card.followUp, explain, evidence };
  }
}
