import type { CardOutline } from '../content/card.ts';
import type { Progress } from '../progress/progress.ts';
import { isKnown, standingOf } from './standing.ts';

/** The cards on one topic of a group. */
export interface Topic {
  readonly group: string;
  readonly topic: string;
  readonly cards: readonly CardOutline[];
}

/** The topics of cards, in the order of the deck. */
export function topicsOf(cards: readonly CardOutline[]): readonly Topic[] {
  const topics = new Map<string, { group: string; topic: string; cards: CardOutline[] }>();
  for (const card of cards) {
    const { group, topic } = card;
    const name = `${group}/${topic}`;
    const found = topics.get(name) ?? { group, topic, cards: [] };
    found.cards.push(card);
    topics.set(name, found);
  }
  return [...topics.values()];
}

/** How many cards of a topic are known. */
export function knownOf({ cards }: Topic, progress: Progress): number {
  return cards.filter((card) => isKnown(standingOf(card, progress))).length;
}

/** The command that asks the cards on a topic. */
export function commandToTrain({ group, topic }: Pick<Topic, 'group' | 'topic'>): string {
  return `apilab quiz ${group} --topic "${topic}"`;
}
