import type { Lesson, LessonOutline, Section, SectionOutline } from './lesson.ts';
import { minutesOf } from './lesson-time.ts';
import { isCompiled, stored } from './stored.ts';

/** Every lesson there is, in the order in which they are best learned, without what they say. */
export async function lessonOutlines(): Promise<readonly LessonOutline[]> {
  if (isCompiled) return stored('lessons');
  const { writtenLessons } = await import('./written/library.ts');
  return (await writtenLessons()).map(lessonOutlineOf);
}

/** The lesson of a group that has one. */
export async function readLesson(group: string): Promise<Lesson> {
  if (isCompiled) return stored(`lessons/${group}`);
  const { writtenLesson } = await import('./written/library.ts');
  const lesson = await writtenLesson(group);
  if (lesson === undefined) throw new RangeError(`there is no lesson of '${group}'`);
  return lesson;
}

/** A lesson without what its sections say. */
export function lessonOutlineOf({ sections, ...told }: Lesson): LessonOutline {
  const outlineOf = ({ blocks, ...section }: Section): SectionOutline => ({
    ...section,
    minutes: minutesOf({ blocks }),
  });
  return { ...told, sections: sections.map(outlineOf) };
}

/**
 * The command that reads up what a card of a scenario is about: its chapter in the lesson of the group,
 * or the lesson; undefined if there is none.
 */
export function commandToRead(
  lessons: readonly LessonOutline[],
  { group, scenario }: { readonly group: string; readonly scenario: string },
): string | undefined {
  const lesson = lessons.find((each) => each.group === group);
  if (lesson === undefined) return undefined;
  const at = chapterOf(lesson, scenario);
  return `apilab learn ${group}${at === undefined ? '' : ` --from ${at + 1}`}`;
}

/** The place of the first section of a scenario's chapter, from 0; undefined if it has none. */
export function chapterOf(
  { sections }: Pick<LessonOutline, 'sections'>,
  scenario: string,
): number | undefined {
  const at = sections.findIndex((section) => section.scenario === scenario);
  return at < 0 ? undefined : at;
}
