import { describe, expect, it } from 'vitest';
import { lessonOutlineOf } from '../../src/content/lessons.ts';
import { printed } from '../../src/dialogue/look.ts';
import { lastOpen, lessonAfter, overviewRows, standings } from '../../src/learn/overview.ts';
import type { LessonProgress, Progress } from '../../src/progress/progress.ts';
import { shortLesson } from './short-lesson.ts';

const ids = shortLesson.sections.map(({ id }) => id);
const lessons = ['idem', 'sse', 'ws'].map((group) => ({
  ...lessonOutlineOf(shortLesson),
  group,
}));

function progress(kept: Readonly<Record<string, LessonProgress>>): Progress {
  return { version: 1, lessons: kept, cards: {} };
}

const half: LessonProgress = { section: 'your-turn', done: ids.slice(0, 3), at: '2026-01-02' };
const over: LessonProgress = { section: 'the-problem', done: ids, at: '2026-01-03' };

describe('how far one is', () => {
  it.each([40, 80, 200])('is said of each lesson, within %d columns', (width) => {
    const look = { width, colour: false, plain: false };
    const all = standings(lessons, progress({ sse: half, ws: over }));
    const text = printed(overviewRows(all, look), look);
    expect(text).toMatch(/idem.*not begun.*sse.*3 of 5.*ws.*done, 5 of 5/s);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
  });

  it('leads back to the lesson that was open last and is not over', () => {
    const earlier = { ...half, at: '2026-01-01' };
    const all = standings(lessons, progress({ idem: earlier, sse: half, ws: over }));
    expect(lastOpen(all)?.group).toBe('sse');
    expect(lastOpen(standings(lessons, progress({})))).toBeUndefined();
  });

  it('leads on to the next lesson that is not over, and from the last to the first', () => {
    const all = standings(lessons, progress({ sse: over }));
    expect(lessonAfter(all, 'idem')).toBe('ws');
    expect(lessonAfter(all, 'ws')).toBe('idem');
  });
});
