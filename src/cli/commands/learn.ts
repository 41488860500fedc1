import type { Lesson, LessonOutline } from '../../content/lesson.ts';
import { chapterOf, lessonOutlines, readLesson } from '../../content/lessons.ts';
import { type Look, printed } from '../../dialogue/look.ts';
import { readCatalogue } from '../../lab/catalogue/catalogue.ts';
import { Interrupted } from '../../lab/scenario/lab-error.ts';
import { lessonRecord } from '../../learn/lesson-record.ts';
import {
  lastOpen,
  lessonAfter,
  overviewRows,
  type Standing,
  standings,
} from '../../learn/overview.ts';
import { printPage } from '../../learn/page.ts';
import { sectionRows } from '../../learn/section-list.ts';
import { learn as learnTogether } from '../../learn/session.ts';
import { UsageError } from '../ending/exit.ts';
import { endAsLeft } from '../ending/leaving.ts';
import type { Stop } from '../ending/signals.ts';
import { meantGroup } from '../finding/meant-group.ts';
import { suggestion } from '../finding/nearest.ts';
import { openOwnProgress } from '../live/own-progress.ts';
import { checkDocumentNames, writeDocument } from '../output/document-files.ts';
import { print } from '../output/print.ts';
import { type Asking, openDialogue } from '../screen/open-dialogue.ts';
import { screen } from '../screen/terminal.ts';

export interface LearnOptions {
  readonly list?: boolean;
  readonly json?: boolean;
  /** The section to begin with, from 1, as it was typed. */
  readonly from?: string;
  /** Files that the lesson is written to, to be read. */
  readonly output: readonly string[];
}

/**
 * `apilab learn`: a lesson, in a conversation or as a page; or the lessons, and how far one is.
 *
 * @returns whether somebody who named no lesson may choose one: they have begun none
 */
export async function learn(
  name: string | undefined,
  options: LearnOptions,
  asking: Asking,
  stop: Stop,
): Promise<'nothing open' | undefined> {
  if (options.from !== undefined && name === undefined) {
    throw new UsageError(`--from goes with a lesson: apilab learn <group> --from ${options.from}`);
  }
  checkDocumentNames(options.output);
  if (options.output.length > 0 && name === undefined) {
    throw new UsageError(`-o goes with a lesson: apilab learn <group> -o ${options.output[0]}`);
  }
  const store = openOwnProgress();
  const lessons = await lessonOutlines();
  const all = standings(lessons, store.read());
  const found = name === undefined ? undefined : await findLesson(await meantGroup(name), lessons);
  const look = screen(asking);
  if (options.list || options.json) {
    print(overview(all, found, options, look));
    return undefined;
  }
  const isWritten = options.output.length > 0;
  const dialogue = isWritten ? undefined : openDialogue(asking, stop);
  try {
    const open = dialogue && !found ? lastOpen(all)?.group : undefined;
    const group = found?.lesson.group ?? open;
    if (group === undefined) {
      if (dialogue) return 'nothing open';
      print(overview(all, undefined, options, look));
      return undefined;
    }
    const lesson = await readLesson(group);
    const record = lessonRecord(lesson, store);
    const first = sectionFrom(lesson, options) ?? found?.section;
    if (isWritten) {
      const { lessonDocument } = await import('../../learn/lesson-document.ts');
      await writeDocument(await lessonDocument(lesson, first ?? 0, stop.signal), options.output);
    } else if (dialogue) {
      const nextLesson = lessonAfter(all, lesson.group);
      await learnTogether({
        lesson,
        dialogue,
        record,
        start: first ?? record.resumeAt,
        ...(nextLesson !== undefined && { nextLesson }),
        signal: stop.signal,
      });
    } else {
      const printOn = (text: string) => void process.stdout.write(text);
      await printPage(lesson, first ?? 0, { look, signal: stop.signal, print: printOn });
      // The last lines may fail to be written too.
      await new Promise((resolve) => process.stdout.write('', resolve));
      if (stop.signal.aborted) throw new Interrupted(stop.signal.reason);
    }
  } catch (error) {
    endAsLeft(error, stop);
  } finally {
    dialogue?.close();
    stop.release();
  }
  return undefined;
}

/** A lesson that was named, and where in it to begin. */
interface Found {
  readonly lesson: LessonOutline;
  /** The place of the section, from 0; absent if one goes on. */
  readonly section?: number;
}

/** The lesson of a group, or the one that plays a scenario. @throws UsageError if there is none. */
async function findLesson(typed: string, lessons: readonly LessonOutline[]): Promise<Found> {
  const name = typed.toLowerCase();
  const named = lessons.find(({ group }) => group === name);
  if (named) return { lesson: named };
  const catalogue = await readCatalogue();
  const group = catalogue.find(({ id }) => id === name)?.group;
  const lesson = lessons.find((candidate) => candidate.group === group);
  if (lesson) {
    const section = chapterOf(lesson, name);
    return { lesson, ...(section !== undefined && { section }) };
  }
  const groups = lessons.map((candidate) => candidate.group);
  if (group !== undefined || catalogue.some((entry) => entry.group === name)) {
    throw new UsageError(`there is no lesson of '${group ?? name}' yet${suggestion('', groups)}`);
  }
  const ids = catalogue.filter((entry) => groups.includes(entry.group)).map(({ id }) => id);
  const near = suggestion(typed, [...groups, ...ids], groups);
  throw new UsageError(`there is no lesson '${typed}'${near}`);
}

/** The place that `--from` names, from 0. @throws UsageError if the lesson has no such section. */
function sectionFrom({ group, sections }: Lesson, { from }: LearnOptions): number | undefined {
  if (from === undefined) return undefined;
  const number = /^\d+$/.test(from) ? Number(from) : 0;
  if (number >= 1 && number <= sections.length) return number - 1;
  throw new UsageError(`the lesson '${group}' has sections 1 to ${sections.length}, not ${from}`);
}

/** The lessons, or the sections of one, with how far one is. */
function overview(
  all: readonly Standing[],
  found: Found | undefined,
  { json }: LearnOptions,
  look: Look,
): string {
  const wanted = found ? all.filter(({ group }) => group === found.lesson.group) : all;
  if (json) return `${JSON.stringify(wanted, null, 2)}\n`;
  const [standing] = wanted;
  if (standing === undefined) return 'There are no lessons yet.\n';
  if (found === undefined) return printed(overviewRows(wanted, look), look);
  const { lesson } = found;
  const done = new Set(standing.sections.filter((each) => each.done).map(({ id }) => id));
  const here = lesson.sections.findIndex(({ id }) => id === standing.section);
  const options = { lesson, isDone: (id: string) => done.has(id), ...(here >= 0 && { here }) };
  return printed(sectionRows(options, look).slice(0, -1), look);
}
