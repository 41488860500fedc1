import { readFile } from 'node:fs/promises';
import { packageRoot } from '../lab/catalogue/catalogue.ts';
import type { Card, Level } from './card.ts';

/** From what everybody knows to what a designer does. */
export const levels: readonly Level[] = ['basic', 'working', 'deep'];

/** Which cards of the deck are meant. */
export interface Filter {
  /** All groups where it is empty. */
  readonly groups: readonly string[];
  readonly level?: Level;
  readonly topic?: string;
}

/** Every card there is, as the build wrote them. */
export async function readDeck(
  file: URL = new URL('dist/cards.json', packageRoot),
): Promise<readonly Card[]> {
  return JSON.parse(await readFile(file, 'utf8'));
}

/** The cards that are meant, in the order of the deck. */
export function filterDeck(deck: readonly Card[], { groups, level, topic }: Filter): Card[] {
  return deck.filter(
    (card) =>
      (groups.length === 0 || groups.includes(card.group)) &&
      (level === undefined || card.level === level) &&
      (topic === undefined || card.topic === topic),
  );
}
