import type { Random } from '../lab/chance/random.ts';
import type { Answer, Distractor, OrderCard, OrderItem } from './card.ts';

/** An answer as it stands among others; its number is its place, from 1. */
export interface Option {
  readonly text: string;
  readonly right: boolean;
  /** What to say to who took it; the key has none. */
  readonly rebuttal?: string;
  /** The misconception behind it; the key has none. */
  readonly misconception?: string;
}

/** A question with one right answer and wrong ones. */
export interface Question {
  readonly key: Answer;
  readonly distractors: readonly Distractor[];
}

/** The answers to a question, the key somewhere among them. */
export function optionsOf({ key, distractors }: Question, random: Random): readonly Option[] {
  return shuffled<Option>(
    [
      { text: key.text, right: true },
      ...distractors.map(({ text, rebuttal, misconception }) => ({
        text,
        rebuttal,
        misconception,
        right: false,
      })),
    ],
    random,
  );
}

/** The items of a card in an order that is not the right one. */
export function itemsOf(card: OrderCard, random: Random): readonly OrderItem[] {
  const items = shuffled(card.items, random);
  const isInOrder = items.every((item, index) => item === card.items[index]);
  return isInOrder ? items.toReversed() : items;
}

/** The same items in an order that chance decides (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.integer(0, last);
    const [a, b] = [order[last], order[other]];
    if (a !== undefined && b !== undefined) [order[last], order[other]] = [b, a];
  }
  return order;
}
