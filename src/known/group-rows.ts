import { type Look, labelled } from '../dialogue/look.ts';
import { gap, type Row, span } from '../text/spans.ts';
import type { GroupSummary, Tally } from './summary.ts';

/** How wide a table of groups is, in cells; below that each group takes two rows. */
const TABLE_CELLS = 66;
const BAR_CELLS = 10;

/** A row for each group: how far its lesson is, and how well its cards are known. */
export function groupRows(groups: readonly GroupSummary[], look: Look): readonly Row[] {
  if (groups.length === 0) return [];
  const column = Math.max(...groups.map(({ id }) => id.length)) + 2;
  if (look.plain) return groups.flatMap((group) => sentenceRows(group, look));
  if (look.width < TABLE_CELLS + column) {
    return groups.flatMap((group) => narrowRows(group, column, look));
  }
  const head = `${gap(column).text}${'lesson'.padEnd(24)}${columns('known', 'learning', 'new', 'due')}`;
  return [
    [span(head.trimEnd(), 'dim')],
    ...groups.map(({ id, lesson, cards }): Row => {
      const { known, learning, due } = cards;
      return [
        span(id.padEnd(column), 'request'),
        ...lessonSpans(lesson),
        gap(24 - lessonText(lesson).length),
        span(columns(known, learning, cards.new, due || '')),
      ];
    }),
  ];
}

function columns(...words: readonly (string | number)[]): string {
  const widths = [8, 10, 7, 7];
  return words.map((word, index) => `${word}`.padStart(widths[index] ?? 0)).join('');
}

function narrowRows({ id, lesson, cards }: GroupSummary, column: number, look: Look) {
  return [
    [span(id.padEnd(column), 'request'), ...lessonSpans(lesson)],
    ...labelled([gap(column)], [span(cardWords(cards), 'dim')], look),
  ];
}

function sentenceRows({ id, lesson, cards }: GroupSummary, look: Look): readonly Row[] {
  const told = lesson ? `lesson ${lesson.done} of ${lesson.sections} sections` : 'no lesson yet';
  return labelled([], [span(`${id}: ${told}. Cards: ${cardWords(cards)}.`)], look);
}

function cardWords({ known, learning, new: fresh, due }: Tally): string {
  const parts = [`${known} known`, `${learning} learning`, `${fresh} new`];
  return [...parts, ...(due > 0 ? [`${due} due`] : [])].join(', ');
}

function lessonSpans(lesson: GroupSummary['lesson']): Row {
  const text = lessonText(lesson);
  const isDone = lesson !== undefined && lesson.done === lesson.sections;
  return [span(text, isDone ? 'good' : 'plain')];
}

/** `███████░░░ 7 of 10`. */
function lessonText(lesson: GroupSummary['lesson']): string {
  if (lesson === undefined) return 'none yet';
  const { done, sections } = lesson;
  const full = Math.round((BAR_CELLS * done) / sections);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_CELLS - full)} ${done} of ${sections}`;
}
