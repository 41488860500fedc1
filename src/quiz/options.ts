import type { Random } from '../lab/random.ts';
import type { ChoiceCard, OrderCard, OrderItem, PredictWireCard } from './card.ts';

/** An answer as it stands on a card, among others. */
export interface Option {
  readonly text: string;
  readonly right: boolean;
  /** What to say to who took it; the key has none. */
  readonly rebuttal?: string;
}

/** The answers of a card, the key somewhere among them. */
export function optionsOf(card: ChoiceCard | PredictWireCard, random: Random): readonly Option[] {
  const { key, distractors } = card;
  return shuffled<Option>(
    [
      { text: key.text, right: true },
      ...distractors.map(({ text, rebuttal }) => ({ text, rebuttal, right: false })),
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
  for (let left = order.length; left > 1; left--) {
    const [item] = order.splice(random.integer(0, left - 1), 1);
    if (item !== undefined) order.push(item);
  }
  return order;
}
