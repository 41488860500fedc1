import { describe, expect, it } from 'vitest';
import { type Kept, lessonProgress, lessonRecord } from '../../src/learn/lesson-record.ts';
import { noProgress, type Progress } from '../../src/progress/progress.ts';
import { shortLesson } from './short-lesson.ts';

const ids = shortLesson.sections.map(({ id }) => id);
const [problem = '', gap = ''] = ids;

/** Progress that several terminals share. */
function shared(section?: string, done: readonly string[] = []): Kept {
  const lessons = section === undefined ? {} : { sse: { section, done, at: '' } };
  let progress: Progress = { ...noProgress, lessons };
  return {
    read: () => progress,
    update: (change) => {
      progress = change(progress);
    },
  };
}

const doneIn = (kept: Kept) => lessonProgress(kept.read(), shortLesson)?.done;

describe('a lesson in two terminals', () => {
  it('has every section done that was done in one of them', () => {
    const kept = shared();
    const one = lessonRecord(shortLesson, kept);
    const other = lessonRecord(shortLesson, kept);
    one.finish(1);
    other.finish(0);
    one.open(2);
    expect(doneIn(kept)).toEqual([problem, gap]);
    expect([one.isDone(problem), other.isDone(gap)]).toEqual([true, true]);
  });

  it('begins anew in both where progress was reset in one', () => {
    const kept = shared(gap, [problem]);
    const open = lessonRecord(shortLesson, kept);
    kept.update(() => noProgress);
    open.finish(1);
    expect(doneIn(kept)).toEqual([gap]);
    expect(open.isDone(problem)).toBe(false);
  });
});

describe('where to go on', () => {
  it('is the section that was left', () => {
    expect(lessonRecord(shortLesson, shared(gap, ids.slice(0, 4))).resumeAt).toBe(1);
  });

  it('is the first section that is left to do where the one that was left is no more', () => {
    const kept = shared('no-longer-there', ['neither-this', problem, gap]);
    expect(lessonRecord(shortLesson, kept).resumeAt).toBe(2);
  });

  it('is the beginning of a new lesson, and of one of which nothing is left', () => {
    expect(lessonRecord(shortLesson, shared()).resumeAt).toBe(0);
    expect(lessonRecord(shortLesson, shared('no-longer-there', ids)).resumeAt).toBe(0);
  });
});

describe('what was predicted', () => {
  it('is counted, the last time of each section', () => {
    const kept = shared();
    const record = lessonRecord(shortLesson, kept, () => new Date(0));
    expect(record.predicted()).toEqual({ right: 0, of: 0 });
    record.predict(1, 'tcp-resumes');
    record.predict(2, undefined);
    expect(record.predicted()).toEqual({ right: 1, of: 2 });
    record.predict(1, undefined);
    expect(record.predicted()).toEqual({ right: 2, of: 2 });
    expect(kept.read().predictions?.sse?.[gap]).toEqual({
      at: new Date(0).toISOString(),
      right: true,
    });
  });

  it('of sections that are no more does not count', () => {
    const kept = shared();
    kept.update((all) => ({ ...all, predictions: { sse: { gone: { at: '', right: true } } } }));
    expect(lessonRecord(shortLesson, kept).predicted()).toEqual({ right: 0, of: 0 });
  });
});

describe('sections that are told elsewhere now', () => {
  const lesson = {
    ...shortLesson,
    formerSections: { 'first-half': gap, 'other-half': gap, 'the-beginning': problem },
  };
  const doneOf = (...done: readonly string[]) => {
    const record = lessonRecord(lesson, shared(problem, done));
    return ids.filter(record.isDone);
  };

  it('count once all that went into one were done', () => {
    expect(doneOf('first-half')).toEqual([]);
    expect(doneOf('first-half', 'other-half', 'the-beginning')).toEqual([problem, gap]);
    expect(doneOf(gap)).toEqual([gap]);
  });

  it('lead to where one goes on', () => {
    expect(lessonRecord(lesson, shared('other-half')).resumeAt).toBe(1);
    expect(lessonRecord(lesson, shared('constructor')).resumeAt).toBe(0);
  });
});
