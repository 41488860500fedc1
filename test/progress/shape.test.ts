import { describe, expect, it } from 'vitest';
import { noProgress } from '../../src/progress/progress.ts';
import { parseProgress } from '../../src/progress/shape.ts';
import { answered, lessonLeft } from './examples.ts';

const whole = { ...noProgress, cards: { 'sse-retry': answered }, lessons: { sse: lessonLeft } };

/** The example with the card's members replaced. */
const withCard = (members: object) =>
  JSON.stringify({ ...whole, cards: { 'sse-retry': { ...answered, ...members } } });

describe('the shape of progress', () => {
  it('is read back as it was written', () => {
    expect(parseProgress(JSON.stringify(whole))).toEqual(whole);
  });

  it('may hold predictions and exams, which a file of before has not', () => {
    const exam = {
      at: '2026-03-01T10:00:00Z',
      groups: ['sse'],
      cards: 20,
      right: 3,
      missed: ['a'],
    };
    const predictions = { sse: { gap: { at: exam.at, right: false, misconception: 'x-y' } } };
    const later = { ...whole, predictions, exams: [exam] };
    expect(parseProgress(JSON.stringify(later))).toEqual(later);
  });

  it.each([
    [{ exams: {} }, 'exams is not a list'],
    [{ exams: [{ at: 'now' }] }, 'exams[0].at is not a time'],
    [
      { predictions: { sse: { gap: { at: '2026-03-01', right: 1 } } } },
      'predictions.sse.gap.right is neither true nor false',
    ],
  ])('refuses %j', (members, problem) => {
    expect(() => parseProgress(JSON.stringify({ ...whole, ...members }))).toThrow(problem);
  });

  it('keeps members that only a later apilab knows', () => {
    const text = JSON.stringify({ ...whole, streak: 3 });
    expect(parseProgress(text)).toMatchObject({ streak: 3 });
  });

  it.each([
    ['', 'it is empty'],
    [' \n', 'it is empty'],
    ['nonsense', 'it is not JSON'],
    ['{"version":1,"cards":{', 'it is not JSON'],
    ['[]', 'it is not a JSON object'],
    ['{"version":1,"lessons":{}}', 'cards is not an object'],
    ['{"version":0,"lessons":{},"cards":{}}', 'version 0 is not known'],
    ['{"lessons":{},"cards":{}}', 'it has no version'],
    ['{"version":"1","lessons":{},"cards":{}}', 'version is not a number'],
    [withCard({ revision: 'two' }), 'cards.sse-retry.revision is not an amount'],
    [withCard({ reviews: {} }), 'cards.sse-retry.reviews is not a list'],
    [
      withCard({ reviews: [{ at: 'yesterday', rating: 'good', revision: 1 }] }),
      'cards.sse-retry.reviews[0].at is not a time',
    ],
    [
      withCard({ reviews: [{ ...answered.reviews[0], rating: 'perfect' }] }),
      'cards.sse-retry.reviews[0].rating is none of again, hard, good, easy',
    ],
    [
      withCard({ schedule: { ...answered.schedule, due: 12 } }),
      'cards.sse-retry.schedule.due is not a time',
    ],
    [
      withCard({ schedule: { ...answered.schedule, stability: -1 } }),
      'cards.sse-retry.schedule.stability is not an amount',
    ],
    [
      withCard({ schedule: { ...answered.schedule, stability: 0 } }),
      'cards.sse-retry.schedule.stability is not from 0.001 to 36500',
    ],
    [
      withCard({ schedule: { ...answered.schedule, difficulty: 0 } }),
      'cards.sse-retry.schedule.difficulty is not from 1 to 10',
    ],
    [
      withCard({ schedule: { ...answered.schedule, lastReview: '+275760-09-13T00:00:00Z' } }),
      'cards.sse-retry.schedule.lastReview is not a time',
    ],
    [
      JSON.stringify({ ...whole, lessons: { sse: { ...lessonLeft, done: [1] } } }),
      'lessons.sse.done[0] is not text',
    ],
  ])('refuses %s', (text, message) => {
    expect(() => parseProgress(text)).toThrow(
      expect.objectContaining({ name: 'ProgressError', code: 'damaged', message }),
    );
  });

  it('refuses what is nested so deep that it could not be written again', () => {
    const text = JSON.stringify({ ...whole, streak: 3 });
    const deep = `${'['.repeat(1000)}${']'.repeat(1000)}`;
    expect(() => parseProgress(text.replace('3}', `${deep}}`))).toThrow(
      expect.objectContaining({ message: 'it is nested deeper than 100 levels' }),
    );
  });

  it('refuses what a later version wrote, and says what reads it', () => {
    expect(() => parseProgress('{"version":2}')).toThrow(
      expect.objectContaining({
        code: 'later-version',
        message: expect.stringMatching(/newer apilab \(version 2; this one reads version 1\)/),
      }),
    );
  });
});
