import type { Card } from '../content/card.ts';
import type { Rating } from '../progress/progress.ts';

/** What came of a card: `hinted` is right after a hint, or in part. */
export type Outcome = 'right' | 'hinted' | 'wrong' | 'skipped';

/** What somebody did with a card. */
export interface Result {
  readonly card: Card;
  readonly outcome: Outcome;
  /** What the schedule is told; undefined for a card that was skipped. */
  readonly rating?: Rating;
}

/** What an outcome tells the schedule: wrong is Again, right after a hint Hard, right Good. */
export function ratingOf(outcome: Exclude<Outcome, 'skipped'>): Rating {
  switch (outcome) {
    case 'wrong':
      return 'again';
    case 'hinted':
      return 'hard';
    case 'right':
      return 'good';
  }
}

/**
 * What comes of having said so many points of a good answer: fewer than half is wrong, fewer than
 * three quarters right in part.
 */
export function outcomeOf(said: number, of: number, hinted: boolean): Exclude<Outcome, 'skipped'> {
  if (2 * said < of) return 'wrong';
  return hinted || 4 * said < 3 * of ? 'hinted' : 'right';
}
