import { describe, expect, it } from 'vitest';
import type { CardProgress, Rating } from '../../src/progress/progress.ts';
import { afterReview } from '../../src/quiz/schedule.ts';

const START = new Date('2026-03-01T10:00:00Z');
const DAY = 86_400_000;

/** Answers of one card, each when it was due. */
function answers(...ratings: readonly Rating[]): CardProgress {
  let now = START;
  let known: CardProgress | undefined;
  for (const rating of ratings) {
    known = afterReview(1, known, rating, now);
    now = new Date(known.schedule.due);
  }
  if (known === undefined) throw new Error('a card needs an answer');
  return known;
}

/** How long after its last review a card is due again. */
const interval = ({ schedule }: CardProgress) =>
  Date.parse(schedule.due) - Date.parse(schedule.lastReview ?? '');

describe('the schedule of a card', () => {
  it('brings a wrong card again within minutes, and an easy one after days', () => {
    expect(interval(answers('again'))).toBe(60_000);
    expect(interval(answers('good'))).toBe(10 * 60_000);
    expect(interval(answers('easy'))).toBeGreaterThan(3 * DAY);
  });

  it('waits longer after each right answer', () => {
    const [two, three, four] = [2, 3, 4].map((count) =>
      interval(answers(...Array<Rating>(count).fill('good'))),
    );
    expect(two).toBeGreaterThanOrEqual(DAY);
    expect(three).toBeGreaterThan(two ?? 0);
    expect(four).toBeGreaterThan(three ?? 0);
  });

  it('counts a lapse, and begins again with short intervals', () => {
    const known = answers('good', 'good', 'good', 'again');
    expect(known.schedule).toMatchObject({ state: 'relearning', lapses: 1, reps: 4 });
    expect(interval(known)).toBeLessThan(DAY);
  });

  it('is the same for the same answers at the same times', () => {
    expect(answers('good', 'hard', 'good')).toEqual(answers('good', 'hard', 'good'));
  });

  it('keeps every review, oldest first', () => {
    const { reviews } = answers('again', 'good');
    expect(reviews).toEqual([
      { at: '2026-03-01T10:00:00.000Z', rating: 'again', revision: 1 },
      { at: '2026-03-01T10:01:00.000Z', rating: 'good', revision: 1 },
    ]);
  });

  it('begins anew for a card that was changed, which keeps its reviews', () => {
    const former = answers('good', 'good', 'good');
    const known = afterReview(2, former, 'good', new Date(former.schedule.due));
    expect(known.schedule).toMatchObject({ state: 'learning', reps: 1 });
    expect(known.reviews.map(({ revision }) => revision)).toEqual([1, 1, 1, 2]);
    expect(known.revision).toBe(2);
  });

  it('takes a clock that was put back for the time of the last review', () => {
    const former = answers('good', 'good');
    const before = new Date(START.getTime() - DAY);
    const known = afterReview(1, former, 'good', before);
    expect(Date.parse(known.schedule.due)).toBeGreaterThan(
      Date.parse(former.schedule.lastReview ?? ''),
    );
  });
});
