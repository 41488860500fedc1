import type { Lesson, LessonOutline } from '../content/lesson.ts';
import type { LessonProgress, Prediction, Progress } from '../progress/progress.ts';

/** Where progress is kept: a progress store. */
export interface Kept {
  read(): Progress;
  update(change: (progress: Progress) => Progress): void;
}

/** How far somebody is in one lesson. Every change is kept before the call returns. */
export interface LessonRecord {
  /** The place of the section to go on with, from 0. */
  readonly resumeAt: number;
  /** True if the lesson was open before. */
  readonly wasBegun: boolean;
  isDone(id: string): boolean;
  /** The section at this place is open now, from 0. */
  open(at: number): void;
  /** Nothing of the section at this place is left to see. It stays open until another one is. */
  finish(at: number): void;
  /** What was predicted in the section at this place; `misconception` is that of a wrong answer. */
  predict(at: number, misconception: string | undefined): void;
  /** How many predictions were made in the lesson, and how many were right the last time. */
  predicted(): { readonly right: number; readonly of: number };
}

/**
 * The record of a lesson. What was finished in sections that it had before counts for those that tell
 * it now; any other section that it no longer has is forgotten.
 */
export function lessonRecord(
  lesson: Lesson,
  kept: Kept,
  now: () => Date = () => new Date(),
): LessonRecord {
  const { group, sections } = lesson;
  const former = lessonProgress(kept.read(), lesson);
  let done = former?.done ?? [];
  const place = sections.findIndex(({ id }) => id === former?.section);

  const keep = (at: number, finished?: string) => {
    kept.update((all) => {
      // What is kept now counts: another terminal may have finished sections, or begun anew.
      const present = lessonProgress(all, lesson)?.done ?? [];
      const isDone = (id: string) => id === finished || present.includes(id);
      done = sections.map(({ id }) => id).filter(isDone);
      const progress: LessonProgress = {
        section: sections[at]?.id ?? '',
        done,
        at: now().toISOString(),
      };
      return { ...all, lessons: { ...all.lessons, [group]: progress } };
    });
  };
  const firstLeft = sections.findIndex(({ id }) => !done.includes(id));

  return {
    resumeAt: Math.max(0, place >= 0 ? place : firstLeft),
    wasBegun: former !== undefined,
    isDone: (id) => done.includes(id),
    open: (at) => keep(at),
    finish: (at) => keep(at, sections[at]?.id),
    predict(at, misconception) {
      const id = sections[at]?.id;
      if (id === undefined) return;
      const prediction: Prediction = {
        at: now().toISOString(),
        right: misconception === undefined,
        ...(misconception !== undefined && { misconception }),
      };
      kept.update((all) => ({
        ...all,
        predictions: {
          ...all.predictions,
          [group]: { ...all.predictions?.[group], [id]: prediction },
        },
      }));
    },
    predicted: () => predictedIn(kept.read(), lesson),
  };
}

/** How many predictions were made in the sections that a lesson has, and how many were right. */
export function predictedIn(
  { predictions = {} }: Progress,
  {
    group,
    sections,
  }: { readonly group: string; readonly sections: readonly { readonly id: string }[] },
): { readonly right: number; readonly of: number } {
  const made = Object.hasOwn(predictions, group) ? predictions[group] : undefined;
  const all = sections.flatMap(({ id }) =>
    made && Object.hasOwn(made, id) ? (made[id] ?? []) : [],
  );
  return { right: all.filter(({ right }) => right).length, of: all.length };
}

/** What is kept of a group's lesson, in the sections that it has now. */
export function lessonProgress(
  { lessons }: Progress,
  {
    group,
    sections,
    formerSections,
  }: Pick<LessonOutline, 'group' | 'formerSections'> & {
    readonly sections: readonly { readonly id: string }[];
  },
): LessonProgress | undefined {
  const kept = Object.hasOwn(lessons, group) ? lessons[group] : undefined;
  if (kept === undefined) return undefined;
  const done = sections
    .map(({ id }) => id)
    .filter((id) => {
      const formers = Object.keys(formerSections).filter((each) => formerSections[each] === id);
      const areDone = formers.length > 0 && formers.every((each) => kept.done.includes(each));
      return areDone || kept.done.includes(id);
    });
  const moved = Object.hasOwn(formerSections, kept.section) && formerSections[kept.section];
  return { ...kept, section: moved || kept.section, done };
}
