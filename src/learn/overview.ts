import type { LessonOutline } from '../content/lesson.ts';
import { inMinutes } from '../content/lesson-time.ts';
import { type Look, MARGIN, said } from '../dialogue/look.ts';
import type { Progress } from '../progress/progress.ts';
import { gap, indent, type Row, rowCells, span, wrap } from '../text/spans.ts';
import { lessonProgress } from './lesson-record.ts';

/** How far somebody is in a lesson. */
export interface Standing {
  readonly group: string;
  readonly title: string;
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    readonly done: boolean;
    /** How long it takes, in minutes. */
    readonly minutes: number;
  }[];
  /** The section to go on with, by id; absent if the lesson was never open. */
  readonly section?: string;
  /** When it was last open, RFC 3339. */
  readonly at?: string;
}

/** How far somebody is in each lesson. */
export function standings(
  lessons: readonly LessonOutline[],
  progress: Progress,
): readonly Standing[] {
  return lessons.map((lesson) => {
    const { group, title, sections } = lesson;
    const kept = lessonProgress(progress, lesson);
    return {
      group,
      title,
      sections: sections.map(({ id, title: name, minutes }) => ({
        id,
        title: name,
        minutes: Math.round(10 * minutes) / 10,
        done: kept?.done.includes(id) ?? false,
      })),
      ...(kept && { section: kept.section, at: kept.at }),
    };
  });
}

/** The lesson that was last open and is not over yet. */
export function lastOpen(all: readonly Standing[]): Standing | undefined {
  return all
    .filter(({ at, sections }) => at !== undefined && sections.some(({ done }) => !done))
    .sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))[0];
}

/** The group whose lesson comes after this one and is not over yet, from the beginning after the last. */
export function lessonAfter(all: readonly Standing[], group: string): string | undefined {
  const at = all.findIndex((standing) => standing.group === group);
  const others = [...all.slice(at + 1), ...all.slice(0, Math.max(0, at))];
  return others.find(({ sections }) => sections.some(({ done }) => !done))?.group;
}

/** The lessons, one or two rows each, with how far one is. */
export function overviewRows(all: readonly Standing[], look: Look): readonly Row[] {
  const column = Math.max(...all.map(({ group }) => group.length)) + MARGIN + 2;
  const cells = look.width - column;
  const lessons = all.flatMap((standing): readonly Row[] => {
    const far = span(standingText(standing), isOver(standing) ? 'good' : 'dim');
    const title = wrap([span(standing.title)], cells);
    const last = title.at(-1) ?? [];
    const free = Math.min(cells, 100) - rowCells(last) - rowCells([far]);
    const rows =
      free >= 2
        ? [...title.slice(0, -1), [...last, gap(free), far]]
        : [...title, ...wrap([far], cells)];
    const [first = [], ...more] = rows;
    const name = span(standing.group, 'request');
    const lead = [gap(MARGIN), name, gap(column - MARGIN - rowCells([name]))];
    return [[...lead, ...first], ...indent(more, column)];
  });
  return [
    ...lessons,
    [],
    ...said([span('Begin or go on: ', 'dim'), span('apilab learn <group>', 'request')], look),
  ];
}

function isOver({ sections }: Standing): boolean {
  return sections.every(({ done }) => done);
}

function standingText(standing: Standing): string {
  const { sections, at } = standing;
  const count = sections.filter(({ done }) => done).length;
  if (isOver(standing)) return `done, ${count} of ${sections.length}`;
  const left = sections.filter(({ done }) => !done);
  const time = inMinutes(left.reduce((sum, { minutes }) => sum + minutes, 0));
  return at === undefined ? `not begun, ${time}` : `${count} of ${sections.length}, ${time} left`;
}
