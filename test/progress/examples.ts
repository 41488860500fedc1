import type { CardProgress, LessonProgress } from '../../src/progress/progress.ts';

/** A card that was answered once. */
export const answered: CardProgress = {
  revision: 1,
  schedule: {
    due: '2026-03-01T10:10:00.000Z',
    stability: 2.3,
    difficulty: 2.1,
    scheduledDays: 0,
    learningSteps: 1,
    reps: 1,
    lapses: 0,
    state: 'learning',
    lastReview: '2026-03-01T10:00:00.000Z',
  },
  reviews: [{ at: '2026-03-01T10:00:00.000Z', rating: 'good', revision: 1 }],
};

/** A lesson that was left after its first section. */
export const lessonLeft: LessonProgress = {
  section: 'without-an-id-a-gap',
  done: ['the-problem'],
  at: '2026-03-01T09:00:00.000Z',
};
