import type { CardOutline } from '../content/card.ts';
import type { CardProgress, Progress, Rating } from '../progress/progress.ts';
import { isDue, standingOf, weakness } from '../quiz/standing.ts';
import { commandToTrain, topicsOf } from '../quiz/topics.ts';

/** A topic of which something was not known. */
export interface WeakTopic {
  readonly group: string;
  readonly topic: string;
  /** How many of its cards were right at their last answer. */
  readonly right: number;
  /** How many of its cards were answered ever. */
  readonly answered: number;
  /** What trains it. */
  readonly command: string;
}

/** What a last answer is worth. */
const worth: Readonly<Record<Rating, number>> = { again: 0, hard: 0.5, good: 1, easy: 1 };

/**
 * The topics that need training most: those with the fewest right at their last answer, and among equals
 * those that have faded most. What was right and is not due yet needs none.
 */
export function weakestTopics(
  cards: readonly CardOutline[],
  progress: Progress,
  now: Date,
  most = 5,
): readonly WeakTopic[] {
  return topicsOf(cards)
    .flatMap((topic) => {
      const standings = topic.cards.flatMap((card) => standingOf(card, progress) ?? []);
      const score = mean(standings.map((each) => worth[lastRating(each)]));
      const isWeak = score < 1 || standings.some((each) => isDue(each, now));
      const faded = mean(standings.map((each) => weakness(each, now)));
      return standings.length > 0 && isWeak ? [{ ...topic, standings, score, faded }] : [];
    })
    .sort((a, b) => a.score - b.score || b.faded - a.faded)
    .slice(0, most)
    .map(({ group, topic, standings }) => ({
      group,
      topic,
      right: standings.filter((each) => lastRating(each) !== 'again').length,
      answered: standings.length,
      command: commandToTrain({ group, topic }),
    }));
}

function lastRating({ reviews }: CardProgress): Rating {
  return reviews.at(-1)?.rating ?? 'again';
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
}
