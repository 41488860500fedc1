import type { CardOutline } from '../content/card.ts';
import type { Group } from '../content/group.ts';
import type { LessonOutline } from '../content/lesson.ts';
import { lessonProgress, predictedIn } from '../learn/lesson-record.ts';
import type { Exam, Progress } from '../progress/progress.ts';
import type { Day } from '../quiz/due.ts';
import { isDue, isKnown, standingOf } from '../quiz/standing.ts';
import { answersByDay, type Streak, streakOf } from './days.ts';
import { type Forecast, forecastOf } from './forecast.ts';
import { type WeakTopic, weakestTopics } from './weakest.ts';

/** How well cards are known; `due` ones are among the known and the learning. */
export interface Tally {
  readonly known: number;
  readonly learning: number;
  readonly new: number;
  readonly due: number;
}

/** What somebody knows of a group. */
export interface GroupSummary {
  readonly id: string;
  readonly title: string;
  /** Absent if the group has no lesson yet. */
  readonly lesson?: {
    readonly sections: number;
    readonly done: number;
    /** The section to go on with, from 1; absent if it was never open or all is done. */
    readonly goOn?: number;
    readonly predicted: { readonly right: number; readonly of: number };
  };
  readonly cards: Tally;
}

/** What somebody knows, and what comes next. */
export interface Summary {
  /** Groups of which something can be learned, in the order in which that is best done. */
  readonly groups: readonly GroupSummary[];
  /** The titles of groups of which nothing can be learned yet. */
  readonly missing: readonly string[];
  readonly weakest: readonly WeakTopic[];
  readonly streak: Streak;
  readonly forecast: Forecast;
  /** The days on which cards were answered, the oldest first. */
  readonly days: readonly { readonly day: Day; readonly answers: number }[];
  readonly exams: readonly Exam[];
}

/** What a summary is made from. */
export interface Ground {
  readonly groups: readonly Group[];
  readonly lessons: readonly LessonOutline[];
  readonly deck: readonly CardOutline[];
  readonly progress: Progress;
  readonly now: Date;
}

export function summaryOf({ groups, lessons, deck, progress, now }: Ground): Summary {
  const isThere = ({ id }: Group) => [...lessons, ...deck].some(({ group }) => group === id);
  const days = [...answersByDay(progress)].sort(([a], [b]) => a.localeCompare(b));
  return {
    groups: groups.filter(isThere).map((group) => ({
      id: group.id,
      title: group.title,
      ...lessonOf(
        lessons.find((each) => each.group === group.id),
        progress,
      ),
      cards: tallyOf(
        deck.filter((card) => card.group === group.id),
        progress,
        now,
      ),
    })),
    missing: groups.filter((group) => !isThere(group)).map(({ title }) => title),
    weakest: weakestTopics(deck, progress, now),
    streak: streakOf(progress, now),
    forecast: forecastOf(deck, progress, now),
    days: days.map(([day, answers]) => ({ day, answers })),
    exams: progress.exams ?? [],
  };
}

/** The sum of tallies. */
export function tallySum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, each) => ({
      known: sum.known + each.known,
      learning: sum.learning + each.learning,
      new: sum.new + each.new,
      due: sum.due + each.due,
    }),
    { known: 0, learning: 0, new: 0, due: 0 },
  );
}

function lessonOf(
  lesson: LessonOutline | undefined,
  progress: Progress,
): Pick<GroupSummary, 'lesson'> {
  if (lesson === undefined) return {};
  const kept = lessonProgress(progress, lesson);
  const done = kept?.done.length ?? 0;
  const at = lesson.sections.findIndex(({ id }) => id === kept?.section);
  const isOpen = at >= 0 && done < lesson.sections.length;
  return {
    lesson: {
      sections: lesson.sections.length,
      done,
      ...(isOpen && { goOn: at + 1 }),
      predicted: predictedIn(progress, lesson),
    },
  };
}

function tallyOf(cards: readonly CardOutline[], progress: Progress, now: Date): Tally {
  const standings = cards.map((card) => standingOf(card, progress));
  const answered = standings.flatMap((each) => each ?? []);
  const known = answered.filter(isKnown).length;
  return {
    known,
    learning: answered.length - known,
    new: cards.length - answered.length,
    due: answered.filter((each) => isDue(each, now)).length,
  };
}
