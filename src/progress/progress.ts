/** The version of the file; it rises when a reader of the former one would misread. */
export const PROGRESS_VERSION = 1;

/** What a person has learned so far, as it is kept in `progress.json`. */
export interface Progress {
  readonly version: typeof PROGRESS_VERSION;
  /** By group. */
  readonly lessons: Readonly<Record<string, LessonProgress>>;
  /** By card id. */
  readonly cards: Readonly<Record<string, CardProgress>>;
}

export interface LessonProgress {
  /** The section if the reader left, by id. */
  readonly section: string;
  /** The sections that were gone through, by id, in the order of the lesson. */
  readonly done: readonly string[];
  /** When it was last open, RFC 3339. */
  readonly at: string;
}

export interface CardProgress {
  /** The revision that the schedule speaks of; a card with a later one is new again. */
  readonly revision: number;
  readonly schedule: Schedule;
  /** Every answer ever given, oldest first. */
  readonly reviews: readonly Review[];
}

/** When a card is due again, as FSRS keeps it; times are RFC 3339. */
export interface Schedule {
  readonly due: string;
  readonly stability: number;
  readonly difficulty: number;
  readonly scheduledDays: number;
  readonly learningSteps: number;
  readonly reps: number;
  readonly lapses: number;
  readonly state: 'new' | 'learning' | 'review' | 'relearning';
  readonly lastReview?: string;
}

export type Rating = 'again' | 'hard' | 'good' | 'easy';

export interface Review {
  /** RFC 3339. */
  readonly at: string;
  readonly rating: Rating;
  readonly revision: number;
}

/** The progress of somebody who has not begun. */
export const noProgress: Progress = { version: PROGRESS_VERSION, lessons: {}, cards: {} };
