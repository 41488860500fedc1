import type { CardOutline } from '../../src/content/card.ts';
import type { Group } from '../../src/content/group.ts';
import type { LessonOutline } from '../../src/content/lesson.ts';
import { type Ground, summaryOf } from '../../src/known/summary.ts';
import type { CardProgress, Progress, Rating, Schedule } from '../../src/progress/progress.ts';

/** A Monday evening, in local time. */
export const NOW = new Date(2026, 10, 30, 20, 0);

/** So many days from now, as it is kept. */
export const inDays = (days: number) =>
  new Date(NOW.getFullYear(), NOW.getMonth(), NOW.getDate() + days, 20, 0).toISOString();

const group = (id: string, title: string): Group => ({
  id,
  title,
  about: '',
  words: [],
  prerequisites: [],
  scenarios: [],
  formerSections: {},
});

export const lesson = (id: string, sections: number): LessonOutline => ({
  group: id,
  title: id,
  formerSections: {},
  sections: Array.from({ length: sections }, (_, index) => ({
    id: `section-${index + 1}`,
    title: `Section ${index + 1}`,
    minutes: 2,
    ...(index > 0 && index < sections - 1 && { scenario: `${id}-replay` }),
  })),
});

/** Cards of a group, named by their topic. */
export const cards = (
  id: string,
  topic: string,
  count: number,
  members: Partial<CardOutline> = {},
): readonly CardOutline[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${id}-${topic.replaceAll(' ', '-')}-${index + 1}`,
    group: id,
    scenario: `${id}-replay`,
    kind: 'choice' as const,
    revision: 1,
    topic,
    level: 'working' as const,
    ...members,
  }));

/** What is known of a card that was answered some days ago and is due in some. */
export function answeredOn(
  days: readonly number[],
  rating: Rating,
  due: number,
  state: Schedule['state'] = rating === 'again' ? 'relearning' : 'review',
): CardProgress {
  const last = inDays(days.at(-1) ?? 0);
  return {
    revision: 1,
    schedule: {
      due: inDays(due),
      stability: 3,
      difficulty: 5,
      scheduledDays: Math.max(0, due),
      learningSteps: 0,
      reps: days.length,
      lapses: 0,
      state,
      lastReview: last,
    },
    reviews: days.map((day, index) => ({
      at: inDays(day),
      rating: index === days.length - 1 ? rating : 'good',
      revision: 1,
    })),
  };
}

const deck: readonly CardOutline[] = [
  ...cards('rest', 'entity tags', 6),
  ...cards('rest', 'status codes', 6),
  ...cards('idem', 'lost answers', 4),
  ...cards('idem', 'races for a key', 6),
  ...cards('hook', 'long-running work', 5),
  ...cards('sse', 'resuming a stream', 9),
];

/** The answers of a topic's first cards. */
const answersOf = (id: string, topic: string, answers: readonly CardProgress[]) =>
  Object.fromEntries(
    cards(id, topic, answers.length).flatMap((card, index) => {
      const answer = answers[index];
      return answer ? [[card.id, answer]] : [];
    }),
  );

/** Somebody who has learned for some weeks. */
export const progress: Progress = {
  version: 1,
  lessons: {
    rest: {
      section: 'section-8',
      done: lesson('rest', 7).sections.map(({ id }) => id),
      at: inDays(0),
    },
    idem: { section: 'section-6', done: ['section-1', 'section-2', 'section-3'], at: inDays(-1) },
  },
  cards: {
    ...answersOf('rest', 'entity tags', [
      answeredOn([-61, -40, -26, -9], 'good', 12),
      answeredOn([-61, -40, -26, -9], 'good', 12),
      answeredOn([-33, -26, -12], 'good', 2),
      answeredOn([-33, -12, -3], 'good', 1),
      answeredOn([-12, -3], 'again', 0),
    ]),
    ...answersOf('rest', 'status codes', [
      answeredOn([-47, -33, -26], 'easy', 30),
      answeredOn([-47, -33, -2], 'good', 4),
      answeredOn([-47, -2], 'again', -1),
    ]),
    ...answersOf('idem', 'lost answers', [
      answeredOn([-18, -9, -1], 'good', 6),
      answeredOn([-18, -1], 'good', 4),
    ]),
    ...answersOf('idem', 'races for a key', [
      answeredOn([-1], 'hard', 0, 'learning'),
      answeredOn([-1, 0], 'again', 1),
    ]),
    ...answersOf('hook', 'long-running work', [
      answeredOn([0], 'again', 1, 'learning'),
      answeredOn([0], 'good', 1, 'learning'),
    ]),
  },
  predictions: {
    rest: {
      'section-2': { at: inDays(-3), right: true },
      'section-3': { at: inDays(-3), right: false, misconception: 'a-misconception' },
    },
  },
  exams: [
    { at: inDays(-9), groups: [], cards: 20, right: 11, missed: [] },
    { at: inDays(-2), groups: [], cards: 20, right: 14, missed: [] },
  ],
};

export const ground: Ground = {
  groups: [
    group('rest', 'REST'),
    group('idem', 'Idempotency'),
    group('hook', 'Webhooks'),
    group('sse', 'Server-Sent Events'),
    group('auth', 'Authentication'),
  ],
  lessons: [lesson('rest', 13), lesson('idem', 10), lesson('sse', 8)],
  deck,
  progress,
  now: NOW,
};

export const summary = summaryOf(ground);
