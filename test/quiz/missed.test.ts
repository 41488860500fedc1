import { describe, expect, it } from 'vitest';
import type { Prediction, Progress } from '../../src/progress/progress.ts';
import { missedCards } from '../../src/quiz/missed.ts';
import { answeredOn, inDays, lesson } from '../known/learner.ts';
import { choice, order, predictWire, recall } from './deck.ts';

const deck = [choice, recall, order, predictWire];
const lessons = [lesson('sse', 5)];

const progress = (predictions: Record<string, Prediction>, cards: Progress['cards'] = {}) => ({
  version: 1 as const,
  lessons: {},
  cards,
  predictions: { sse: predictions },
});
const ids = (of: Progress) => missedCards(deck, lessons, of).map(({ id }) => id);

const wrong = (misconception: string): Prediction => ({
  at: inDays(-3),
  right: false,
  misconception,
});

describe('what asks again what was missed', () => {
  it('are cards with the misconception of a wrong prediction among their answers', () => {
    expect(ids(progress({ 'section-2': wrong('retry-in-seconds') }))).toEqual(['sse-wire']);
  });

  it('are cards of the same scenario where none has it', () => {
    expect(ids(progress({ 'section-2': wrong('something-else') }))).toEqual([
      'sse-choice',
      'sse-order',
    ]);
  });

  it('are cards whose last answer was wrong', () => {
    const cards = {
      'sse-recall': answeredOn([-2, -1], 'again', 0),
      'sse-order': answeredOn([-2, -1], 'good', 0),
    };
    expect(ids(progress({}, cards))).toEqual(['sse-recall']);
  });

  it('are none for what was predicted right, or answered right since', () => {
    expect(ids(progress({ 'section-2': { at: inDays(-3), right: true } }))).toEqual([]);
    const since = { 'sse-wire': answeredOn([-1], 'good', 3) };
    expect(ids(progress({ 'section-2': wrong('retry-in-seconds') }, since))).toEqual([]);
    const before = { 'sse-wire': answeredOn([-9], 'good', 3) };
    expect(ids(progress({ 'section-2': wrong('retry-in-seconds') }, before))).toEqual(['sse-wire']);
  });

  it('are none for a section that the lesson has no more', () => {
    expect(ids(progress({ gone: wrong('retry-in-seconds') }))).toEqual([]);
  });
});
