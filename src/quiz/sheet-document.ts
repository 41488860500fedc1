import type { Card } from '../content/card.ts';
import type { CatalogueEntry } from '../lab/catalogue/catalogue.ts';
import {
  type Document,
  type DocumentBlock,
  paragraphsOf,
  wordsOf,
} from '../report/document/document.ts';
import { proofLines } from './proof-lines.ts';
import { keyOf, offered } from './sheet.ts';

/** Questions on paper; with a catalogue, the answers stand behind all of them, by the same numbers. */
export function sheetDocument(
  cards: readonly Card[],
  title: string,
  catalogue?: readonly CatalogueEntry[],
): Document {
  const answers =
    catalogue === undefined
      ? []
      : [
          { kind: 'heading', level: 2, words: wordsOf('Answers') } as const,
          ...cards.flatMap((card, index) => answerBlocks(card, index + 1, catalogue)),
        ];
  const questions = cards.flatMap((card, index) => questionBlocks(card, index + 1));
  return {
    title,
    blocks: [{ kind: 'heading', level: 2, words: wordsOf('Questions') }, ...questions, ...answers],
    footer: 'Made by apilab. Every answer is proved by a run or by the section of a standard.',
  };
}

function questionBlocks(card: Card, number: number): readonly DocumentBlock[] {
  const { group, topic, level } = card;
  const exchange =
    card.kind === 'predict-wire'
      ? card.exchange.map(
          ({ from, to, lines }): DocumentBlock => ({
            kind: 'code',
            lines: [`${from} → ${to}`, ...lines],
          }),
        )
      : [];
  const answers = offered(card).map((text) => wordsOf(text));
  return [
    { kind: 'heading', level: 3, words: wordsOf(`${number}. ${topic} · ${group}, ${level}`) },
    ...paragraphsOf(card.question, 'strong'),
    ...exchange,
    ...(answers.length > 0 ? [{ kind: 'list', isOrdered: true, items: answers } as const] : []),
  ];
}

function answerBlocks(
  card: Card,
  number: number,
  catalogue: readonly CatalogueEntry[],
): readonly DocumentBlock[] {
  const good: readonly DocumentBlock[] =
    card.kind === 'recall'
      ? [
          { kind: 'list', isOrdered: false, items: card.points.map((point) => wordsOf(point)) },
          ...paragraphsOf(`And then: ${card.followUp.question}`, 'strong'),
          ...paragraphsOf(card.followUp.answer),
        ]
      : [];
  const proofs = proofLines(card.evidence, catalogue).map(
    (line): DocumentBlock => ({
      kind: 'text',
      words: wordsOf(line, 'emphasis'),
    }),
  );
  return [
    { kind: 'heading', level: 3, words: wordsOf(`${number}. ${keyOf(card)}`) },
    ...good,
    ...paragraphsOf(card.explain),
    ...proofs,
  ];
}
