import { createEmptyCard, type Card as FsrsCard, fsrs, Rating, State } from 'ts-fsrs';
import type { CardProgress, Rating as ReviewRating, Schedule } from '../progress/progress.ts';

/** Without fuzz: the same answers at the same times give the same schedule. */
const scheduler = fsrs({ enable_fuzz: false });

/**
 * What is known of a card once it was answered: the schedule after FSRS, and one review more. A card
 * that was changed since begins a new schedule and keeps its reviews.
 *
 * @param former what was known before; undefined if it was never answered
 */
export function afterReview(
  revision: number,
  former: CardProgress | undefined,
  rating: ReviewRating,
  now: Date,
): CardProgress {
  const isKnown = former !== undefined && former.revision >= revision;
  const card = isKnown ? toFsrs(former.schedule) : createEmptyCard(now);
  // A clock that was put back must not make a review come before the last one.
  const at = card.last_review && card.last_review > now ? card.last_review : now;
  const next = scheduler.next(card, at, grades[rating]).card;
  const kept = isKnown ? former.revision : revision;
  return {
    revision: kept,
    schedule: fromFsrs(next),
    reviews: [...(former?.reviews ?? []), { at: now.toISOString(), rating, revision }],
  };
}

const grades = {
  again: Rating.Again,
  hard: Rating.Hard,
  good: Rating.Good,
  easy: Rating.Easy,
} as const;

const states = {
  new: State.New,
  learning: State.Learning,
  review: State.Review,
  relearning: State.Relearning,
} as const;

const stateNames: Readonly<Record<State, Schedule['state']>> = {
  [State.New]: 'new',
  [State.Learning]: 'learning',
  [State.Review]: 'review',
  [State.Relearning]: 'relearning',
};

function toFsrs(schedule: Schedule): FsrsCard {
  return {
    due: new Date(schedule.due),
    stability: schedule.stability,
    difficulty: schedule.difficulty,
    elapsed_days: 0,
    scheduled_days: schedule.scheduledDays,
    learning_steps: schedule.learningSteps,
    reps: schedule.reps,
    lapses: schedule.lapses,
    state: states[schedule.state],
    ...(schedule.lastReview !== undefined && { last_review: new Date(schedule.lastReview) }),
  };
}

function fromFsrs(card: FsrsCard): Schedule {
  return {
    due: card.due.toISOString(),
    stability: card.stability,
    difficulty: card.difficulty,
    scheduledDays: card.scheduled_days,
    learningSteps: card.learning_steps,
    reps: card.reps,
    lapses: card.lapses,
    state: stateNames[card.state],
    ...(card.last_review && { lastReview: card.last_review.toISOString() }),
  };
}
