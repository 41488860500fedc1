import type { LessonOutline } from '../content/lesson.ts';
import { inMinutes } from '../content/lesson-time.ts';
import { type Dialogue, ENTER, type Key } from '../dialogue/index.ts';
import { type Look, MARGIN, printed, said, textCells } from '../dialogue/look.ts';
import { indent, type Row, span, wrap } from '../text/spans.ts';
import type { Move } from './section-prompt.ts';

/** What a list of sections says of them. */
export interface ListOptions {
  readonly lesson: LessonOutline;
  isDone(id: string): boolean;
  /** The section that is open, from 0. */
  readonly here?: number;
}

/** The sections with their numbers, those gone through marked, and where one is. */
export function sectionRows({ lesson, isDone, here }: ListOptions, look: Look): readonly Row[] {
  const rows = lesson.sections.flatMap(({ id, title }, at) => {
    const mark = markOf(isDone(id), at === here, look);
    const lead = `${String(at + 1).padStart(2)} ${mark}`;
    const [first = [], ...more] = wrap([span(title)], textCells(look) - lead.length);
    return [[span(lead, isDone(id) ? 'good' : 'plain'), ...first], ...indent(more, lead.length)];
  });
  const minutes = lesson.sections.reduce((sum, section) => sum + section.minutes, 0);
  const time = span(`${look.plain ? ', ' : '  '}about ${inMinutes(minutes)}`, 'dim');
  return [...said([span(lesson.title, 'strong'), time], look), ...indent(rows, MARGIN), []];
}

function markOf(done: boolean, here: boolean, { plain }: Look): string {
  if (plain) return `${done ? 'done: ' : ''}${here ? 'you are here: ' : ''}`;
  return ` ${done ? '✓' : ' '}${here ? '▸' : ' '} `;
}

/** Shows the sections and asks where to go. Undefined if the person stays. */
export async function askSection(
  options: ListOptions,
  dialogue: Dialogue,
): Promise<Move | undefined> {
  dialogue.say(printed(sectionRows(options, dialogue), dialogue));
  const keys = options.lesson.sections.flatMap((_, at) => keyOf(at, dialogue));
  const key = await dialogue.ask([
    ...keys,
    { key: ENTER, does: 'stay' },
    { key: 'l', does: 'stay', silent: true },
    { key: 'q', does: 'quit' },
  ]);
  if (key === 'q') return { go: 'quit' };
  const at = keys.findIndex((candidate) => candidate.key === key);
  return at < 0 ? undefined : { go: 'section', at };
}

/** The key of a section. A single press cannot say 10: it is 0; where lines are typed, every number can be. */
function keyOf(at: number, { plain }: Look): readonly Key[] {
  if (at < 9 || plain) return [{ key: `${at + 1}`, does: 'open' }];
  return at === 9 ? [{ key: '0', does: 'open 10' }] : [];
}
