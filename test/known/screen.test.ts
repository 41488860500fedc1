import { describe, expect, it } from 'vitest';
import { printed } from '../../src/dialogue/look.ts';
import { progressRows } from '../../src/known/screen.ts';
import { summaryOf } from '../../src/known/summary.ts';
import { noProgress } from '../../src/progress/progress.ts';
import { answeredOn, cards, ground, lesson, NOW, summary } from './learner.ts';

const look = { width: 80, colour: false, plain: false };
const screen = (width: number, plain = false, of = summary) =>
  printed(progressRows(of, NOW, { ...look, width, plain }), look);

describe('the screen of progress', () => {
  it('is one screen of 80 by 24 that says everything', () => {
    const text = screen(80);
    const lines = text.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(23);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(text).toContain('You know 8 of 36 cards, 0 of 3 lessons. Streak: 4 days.');
    expect(text).toContain('Due: 3 now, 4 tomorrow, 1 on Wed, 2 on Fri, 1 on Sun, 3 later.');
    expect(text).toContain('Last exam: 14 of 20 on 2026-11-28; before that: 11 of 20.');
    expect(text).toMatch(/^ {2}rest {2}█████░░░░░ 7 of 13 +6 +2 +4 +2$/m);
    expect(text).toMatch(/^ {2}hook {2}none yet +0 +2 +3$/m);
    expect(text).toContain('Not begun: sse\n');
    expect(text).toContain('1 of 2  apilab quiz hook --topic "long-running work"');
    expect(text).toMatch(/^ {2}Nov {2}[·░▒▓█]{30}$/m);
  });

  it('keeps within 40 columns', () => {
    const lines = screen(40).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40);
    expect(screen(40)).toMatch(/rest {2}█████░░░░░ 7 of 13\n {8}6 known, 2 learning, 4 new, 2\n/);
  });

  it('says in words what bars and signs say', () => {
    const text = screen(80, true);
    expect(text).not.toMatch(/[█░▒▓·]/);
    expect(text).toContain(
      'rest: lesson 7 of 13 sections. Cards: 6 known, 2 learning, 4 new, 2 due.',
    );
    expect(text).toMatch(/November 2026: \d+ answers on \d+ days\./);
  });

  it('says what to begin with where nothing was learned', () => {
    const text = screen(80, false, summaryOf({ ...ground, progress: noProgress }));
    expect(text).toContain('Not begun: rest, idem, hook, sse');
    expect(text).toContain('Find out what you do not know: `apilab quiz --diagnose`');
    expect(text).not.toMatch(/Weakest|Answers a day/);
  });

  it('sends nobody who was diagnosed to the diagnosis', () => {
    const asked = ['hook', 'idem'].flatMap((id) => cards(id, 'signatures', 2));
    const next = (rating: 'again' | 'good', lessons = ground.lessons) =>
      screen(
        80,
        false,
        summaryOf({
          ...ground,
          deck: asked,
          lessons,
          progress: {
            ...noProgress,
            cards: Object.fromEntries(asked.map(({ id }) => [id, answeredOn([0], rating, 3)])),
          },
        }),
      );
    expect(next('again')).toContain('Next: `apilab learn idem`');
    expect(next('again', [])).toMatch(/Next: `apilab quiz \w+ --topic "signatures"`/);
    expect(next('good')).toContain('Next: `apilab learn rest`');
    expect(next('good', [])).toContain('Next: `apilab quiz --exam`');
  });

  it('has a row a group when all 26 were begun', () => {
    const ids = Array.from({ length: 26 }, (_, index) => `group-${index + 1}`);
    const deck = ids.flatMap((id) => cards(id, 'a topic', 9));
    const [first] = ground.groups;
    if (first === undefined) throw new Error('there are groups');
    const all = summaryOf({
      ...ground,
      groups: ids.map((id) => ({ ...first, id })),
      lessons: ids.map((id) => lesson(id, 10)),
      deck,
      progress: {
        ...noProgress,
        cards: Object.fromEntries(deck.map(({ id }) => [id, answeredOn([-2, -1], 'hard', 3)])),
      },
    });
    const lines = screen(80, false, all).split('\n');
    expect(lines.filter((line) => /^ {2}group-\d+ /.test(line))).toHaveLength(26);
    expect(lines.length).toBeLessThanOrEqual(46);
  });
});
