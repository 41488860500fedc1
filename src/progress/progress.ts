/** The version of the file; it rises when a reader of the former one would misread. */
export const PROGRESS_VERSION = 1;

/** What a person has learned so far, as it is kept in `progress.json`. */
export interface Progress {
  readonly version: typeof PROGRESS_VERSION;
  /** By group. */
  readonly lessons: Readonly<Record<string, LessonProgress>>;
  /** By card id. */
  readonly cards: Readonly<Record<string, CardProgress>>;
  /** What was predicted in lessons, the last time; by group, then by the id of the section. */
  readonly predictions?: Readonly<Record<string, Readonly<Record<string, Prediction>>>>;
  /** Every exam that was taken to its end or left after an answer, oldest first. */
  readonly exams?: readonly Exam[];
}

/** A prediction that was made before the wire answered. */
export interface Prediction {
  /** RFC 3339. */
  readonly at: string;
  readonly right: boolean;
  /** The misconception behind the answer that was chosen, if it was wrong. */
  readonly misconception?: string;
}

/** What came of an exam. */
export interface Exam {
  /** When it ended, RFC 3339. */
  readonly at: string;
  /** The groups that it was about; all if it is empty. */
  readonly groups: readonly string[];
  /** How many cards it had; what was skipped or not reached counts as not known. */
  readonly cards: number;
  readonly right: number;
  /** The cards that were not right, by id. */
  readonly missed: readonly string[];
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
