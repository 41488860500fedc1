import { cardOutlines } from '../../content/deck.ts';
import { lessonOutlines } from '../../content/lessons.ts';
import type { Taught } from '../../report/index.ts';

/** The groups that have a lesson, and those that have cards. */
export async function readTaught(): Promise<Taught> {
  const [lessons, cards] = await Promise.all([lessonOutlines(), cardOutlines()]);
  return {
    lessons: new Set(lessons.map(({ group }) => group)),
    cards: new Set(cards.map(({ group }) => group)),
  };
}
