import type { LessonProgress, Progress } from '../progress/progress.ts';
import type { Lesson } from './lesson.ts';

/** Where progress is kept: a progress store. */
export interface Kept {
  read(): Progress;
  update(change: (progress: Progress) => Progress): void;
}

/** How far somebody is in one lesson. Every change is kept before the call returns. */
export interface LessonRecord {
  /** The place of the section to go on with, from 0. */
  readonly resumeAt: number;
  /** True where the lesson was open before. */
  readonly wasBegun: boolean;
  isDone(id: string): boolean;
  /** The section at this place is open now, from 0. */
  open(at: number): void;
  /** Nothing of the section at this place is left to see. It stays open until another one is. */
  finish(at: number): void;
}

/** The record of a lesson. Sections that the lesson no longer has are forgotten. */
export function lessonRecord(
  { group, sections }: Lesson,
  kept: Kept,
  now: () => Date = () => new Date(),
): LessonRecord {
  const former = lessonProgress(kept.read(), group);
  const done = new Set(former?.done ?? []);
  const place = sections.findIndex(({ id }) => id === former?.section);

  const keep = (at: number) => {
    const progress: LessonProgress = {
      section: sections[at]?.id ?? '',
      done: sections.map(({ id }) => id).filter((id) => done.has(id)),
      at: now().toISOString(),
    };
    kept.update((all) => ({ ...all, lessons: { ...all.lessons, [group]: progress } }));
  };

  return {
    resumeAt: Math.max(0, place),
    wasBegun: former !== undefined,
    isDone: (id) => done.has(id),
    open: keep,
    finish(at) {
      const id = sections[at]?.id;
      if (id !== undefined) done.add(id);
      keep(at);
    },
  };
}

/** What is kept of a group's lesson. */
export function lessonProgress({ lessons }: Progress, group: string): LessonProgress | undefined {
  return Object.hasOwn(lessons, group) ? lessons[group] : undefined;
}
