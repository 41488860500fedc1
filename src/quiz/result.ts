import type { Card } from '../content/card.ts';
import type { Rating } from '../progress/progress.ts';

/** What came of a card: `hinted` is right after a hint; who rates themselves `again` was wrong. */
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
