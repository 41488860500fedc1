import type { Card } from '../content/card.ts';
import type { LessonOutline } from '../content/lesson.ts';
import type { Prediction, Progress } from '../progress/progress.ts';
import { standingOf } from './standing.ts';

/** How many cards ask a prediction again, at most. */
const MOST_FOR_ONE = 2;

/**
 * The cards that ask again what was missed, in the order of the deck: those whose last answer was
 * wrong, and for each wrong prediction of a lesson some that have the same misconception among their
 * answers, or else are about the same scenario. Once such a card was answered right, it is settled.
 */
export function missedCards(
  cards: readonly Card[],
  lessons: readonly LessonOutline[],
  progress: Progress,
): readonly Card[] {
  const missed = new Set(cards.filter((card) => lastRating(card, progress)?.rating === 'again'));
  for (const lesson of lessons) {
    const made = progress.predictions?.[lesson.group] ?? {};
    const own = cards.filter(({ group }) => group === lesson.group);
    for (const { id, scenario } of lesson.sections) {
      const prediction = Object.hasOwn(made, id) ? made[id] : undefined;
      if (prediction === undefined || prediction.right) continue;
      for (const card of askingAgain(own, prediction, scenario, progress)) missed.add(card);
    }
  }
  return cards.filter((card) => missed.has(card));
}

function askingAgain(
  cards: readonly Card[],
  { at, misconception }: Prediction,
  scenario: string | undefined,
  progress: Progress,
): readonly Card[] {
  const same = cards.filter(
    (card) =>
      'distractors' in card &&
      card.distractors.some((distractor) => distractor.misconception === misconception),
  );
  const near = cards.filter((card) => card.scenario === scenario && card.kind !== 'recall');
  const about = same.length > 0 ? same : near;
  const isSettled = (card: Card) => {
    const last = lastRating(card, progress);
    return last !== undefined && last.rating !== 'again' && last.at > at;
  };
  return about.some(isSettled) ? [] : about.slice(0, MOST_FOR_ONE);
}

function lastRating(card: Card, progress: Progress) {
  return standingOf(card, progress)?.reviews.at(-1);
}
