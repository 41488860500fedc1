import type { Card, CardOutline, Level } from './card.ts';
import { isCompiled, stored } from './stored.ts';

/** Which cards of the deck are meant. */
export interface Filter {
  /** All groups if it is empty. */
  readonly groups: readonly string[];
  readonly level?: Level;
  readonly topic?: string;
}

/** Every card there is, in the order of the deck, without what it asks. */
export async function cardOutlines(): Promise<readonly CardOutline[]> {
  if (isCompiled) return stored('cards');
  const { writtenDecks } = await import('./written/library.ts');
  return (await writtenDecks()).flatMap(({ cards }) => cards.map(outlineOf));
}

/** The cards of a group, in the order of the deck. */
export async function readDeck(group: string): Promise<readonly Card[]> {
  if (isCompiled) return stored(`cards/${group}`);
  const { writtenDeck } = await import('./written/library.ts');
  return writtenDeck(group);
}

/** The whole cards behind outlines, in their order. Only their groups are read. */
export async function wholeCards(outlines: readonly CardOutline[]): Promise<readonly Card[]> {
  const groups = [...new Set(outlines.map(({ group }) => group))];
  const cards = new Map<string, Card>();
  for (const deck of await Promise.all(groups.map(readDeck))) {
    for (const card of deck) cards.set(card.id, card);
  }
  return outlines.flatMap(({ id }) => cards.get(id) ?? []);
}

/** A card without what it asks. */
export function outlineOf(card: Card): CardOutline {
  const { id, group, scenario, kind, revision, topic, level } = card;
  return { id, group, scenario, kind, revision, topic, level };
}

/** The cards that are meant, in the order of the deck. */
export function filterDeck<Asked extends CardOutline>(
  deck: readonly Asked[],
  { groups, level, topic }: Filter,
): readonly Asked[] {
  return deck.filter(
    (card) =>
      (groups.length === 0 || groups.includes(card.group)) &&
      (level === undefined || card.level === level) &&
      (topic === undefined || card.topic === topic),
  );
}
