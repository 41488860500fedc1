import { describe, expect, it } from 'vitest';
import { daysBetween, streakOf } from '../../src/known/days.ts';
import { summaryOf } from '../../src/known/summary.ts';
import { weakestTopics } from '../../src/known/weakest.ts';
import { noProgress, type Progress } from '../../src/progress/progress.ts';
import { answeredOn, cards, ground, inDays, NOW, summary } from './learner.ts';

const learnedOn = (...days: readonly number[]): Progress => ({
  ...noProgress,
  cards: { 'sse-a': answeredOn(days, 'good', 3) },
});

describe('what somebody knows', () => {
  it('is counted by group: known, learning, new, and due of those', () => {
    expect(summary.groups.map(({ id, cards: tally }) => [id, tally])).toEqual([
      ['rest', { known: 6, learning: 2, new: 4, due: 2 }],
      ['idem', { known: 2, learning: 2, new: 6, due: 1 }],
      ['hook', { known: 0, learning: 2, new: 3, due: 0 }],
      ['sse', { known: 0, learning: 0, new: 9, due: 0 }],
    ]);
  });

  it('is how far the lesson is, where it goes on, and what was predicted', () => {
    const [rest, idem, hook, sse] = summary.groups.map(({ lesson }) => lesson);
    expect(rest).toEqual({ sections: 13, done: 7, goOn: 8, predicted: { right: 1, of: 2 } });
    expect(idem).toEqual({ sections: 10, done: 3, goOn: 6, predicted: { right: 0, of: 0 } });
    expect(hook).toBeUndefined();
    expect(sse).toEqual({ sections: 8, done: 0, predicted: { right: 0, of: 0 } });
  });

  it('names what cannot be learned yet', () => {
    expect(summary.missing).toEqual(['Authentication']);
  });

  it('leaves out cards that the deck has no more, and begins anew with those that changed', () => {
    const changed = ground.deck.map((card) =>
      card.group === 'hook' ? { ...card, revision: 2 } : card,
    );
    const { groups } = summaryOf({ ...ground, deck: changed });
    expect(groups[2]?.cards).toEqual({ known: 0, learning: 0, new: 5, due: 0 });
  });
});

describe('the weakest topics', () => {
  it('are those with the fewest right at their last answer, with what trains them', () => {
    expect(summary.weakest.map(({ topic, right, answered }) => [topic, right, answered])).toEqual([
      ['races for a key', 1, 2],
      ['long-running work', 1, 2],
      ['status codes', 2, 3],
      ['entity tags', 4, 5],
    ]);
    expect(summary.weakest[1]?.command).toBe('apilab quiz hook --topic "long-running work"');
  });

  it('are five at most, and none that is right and not due', () => {
    const deck = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((topic) => cards('sse', topic, 1));
    const all = (rating: 'again' | 'good') => ({
      ...noProgress,
      cards: Object.fromEntries(deck.map(({ id }) => [id, answeredOn([-1], rating, 3)])),
    });
    expect(weakestTopics(deck, all('again'), NOW)).toHaveLength(5);
    expect(weakestTopics(deck, all('good'), NOW)).toEqual([]);
  });
});

describe('a streak', () => {
  it.each([
    [[], { days: 0, today: false, longest: 0 }],
    [[0], { days: 1, today: true, longest: 1 }],
    [[-2, -1, 0], { days: 3, today: true, longest: 3 }],
    [[-2, -1], { days: 2, today: false, longest: 2 }],
    [[-9, -8, -7, -2], { days: 0, today: false, longest: 3 }],
    [[-9, -8, -7, -1, -1, 0], { days: 2, today: true, longest: 3 }],
  ])('of answers %j days from today', (days, streak) => {
    const kept = days.length > 0 ? learnedOn(...days) : noProgress;
    expect(streakOf(kept, NOW)).toEqual(streak);
  });

  it('counts days on which a lesson was read or something predicted', () => {
    const kept: Progress = {
      ...learnedOn(-2),
      lessons: { sse: { section: 'a', done: [], at: inDays(-1) } },
      predictions: { ws: { a: { at: inDays(0), right: true } } },
    };
    expect(streakOf(kept, NOW)).toEqual({ days: 3, today: true, longest: 3 });
  });

  it('is not broken by a night in which the clocks change', () => {
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(daysBetween('2026-03-28', '2026-03-29')).toBe(1);
  });
});

describe('the forecast', () => {
  it('says what is due now, on the days to come and later', () => {
    expect(summary.forecast).toEqual({
      now: 3,
      days: [
        { day: '2026-12-01', inDays: 1, cards: 4 },
        { day: '2026-12-02', inDays: 2, cards: 1 },
        { day: '2026-12-04', inDays: 4, cards: 2 },
        { day: '2026-12-06', inDays: 6, cards: 1 },
      ],
      later: 3,
    });
  });
});
