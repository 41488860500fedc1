import type { Card, CardOutline } from '../content/card.ts';
import type { LessonOutline } from '../content/lesson.ts';
import { chapterOf } from '../content/lessons.ts';
import { count } from './due.ts';
import type { Result } from './result.ts';

/** Something to do, and how long it takes. */
export interface PlanStep {
  readonly command: string;
  /** Why, or what it is: a few words. */
  readonly about: string;
  /** Whole minutes, 1 or more. */
  readonly minutes: number;
}

/** What to do in so many minutes. */
export interface Plan {
  readonly steps: readonly PlanStep[];
  /** The groups for which there is no time, in their order. */
  readonly later: readonly string[];
}

/** What a plan is made from; all of it in the order in which groups are learned. */
export interface PlanGround {
  readonly results: readonly Result[];
  readonly lessons: readonly LessonOutline[];
  readonly deck: readonly CardOutline[];
  /** Minutes there are. */
  readonly minutes: number;
}

/** How long a card takes, in minutes. */
const minutesFor: Readonly<Record<Card['kind'], number>> = {
  choice: 0.75,
  'predict-wire': 0.75,
  order: 1,
  recall: 2.5,
};

/** How many cards of a group are asked after its chapter. */
const CARDS_A_GROUP = 5;

/**
 * What to do with an evening: for each group of which something was missed read its chapter and answer
 * cards, and in the end what was missed once more; if time is left, lessons of groups that nothing was
 * asked of. What is begun is done whole, and time for the end is kept free.
 */
export function planFor({ results, lessons, deck, minutes }: PlanGround): Plan {
  const missed = results.filter(({ outcome }) => outcome !== 'right').map(({ card }) => card);
  const groups = [...new Set(deck.map(({ group }) => group))];
  const isWeak = (id: string) => missed.some(({ group }) => group === id);
  const again = missed.length > 0 ? againStep(missed) : undefined;
  const end = again !== undefined && 2 * again.minutes <= minutes ? [again] : [];
  const wanted = [
    ...groups.filter(isWeak).map((group) => ({
      group,
      steps: [...chapterSteps(group, missed, lessons), quizStep(group, deck)],
    })),
    ...unasked(groups, results).flatMap((group) => lessonOf(group, lessons)),
  ];
  const steps: PlanStep[] = [];
  const later: string[] = [];
  let left = minutes - minutesOfSteps(end);
  for (const { group, steps: own } of wanted) {
    const sum = minutesOfSteps(own);
    if (sum > left) later.push(group);
    else {
      steps.push(...own);
      left -= sum;
    }
  }
  return { steps: [...steps, ...end], later };
}

/** How long steps take together, in minutes. */
export function minutesOfSteps(steps: readonly PlanStep[]): number {
  return steps.reduce((sum, step) => sum + step.minutes, 0);
}

/** The chapters of the scenarios that missed cards of a group are about. */
function chapterSteps(
  group: string,
  missed: readonly CardOutline[],
  lessons: readonly LessonOutline[],
): readonly PlanStep[] {
  const lesson = lessons.find((each) => each.group === group);
  if (lesson === undefined) return [];
  const own = missed.filter((card) => card.group === group);
  const scenarios = [...new Set(own.map(({ scenario }) => scenario))];
  return scenarios.flatMap((scenario) => {
    const at = chapterOf(lesson, scenario);
    if (at === undefined) return [];
    const chapter = lesson.sections.filter((section) => section.scenario === scenario);
    const last = at + chapter.length;
    const topics = own.filter((card) => card.scenario === scenario).map(({ topic }) => topic);
    const sections = chapter.length === 1 ? `section ${last}` : `sections ${at + 1} to ${last}`;
    return {
      command: `apilab learn ${group} --from ${at + 1}`,
      about: `${sections}: ${[...new Set(topics)].join(', ')}`,
      minutes: whole(chapter.reduce((sum, section) => sum + section.minutes, 0)),
    };
  });
}

function quizStep(group: string, deck: readonly CardOutline[]): PlanStep {
  const cards = deck.filter((card) => card.group === group).slice(0, CARDS_A_GROUP);
  return {
    command: `apilab quiz ${group} --count ${cards.length}`,
    about: `then ${count(cards.length, 'card')}`,
    minutes: minutesOfCards(cards),
  };
}

function againStep(missed: readonly CardOutline[]): PlanStep {
  return {
    command: 'apilab quiz --missed',
    about: `once more what you missed: ${count(missed.length, 'card')}`,
    minutes: minutesOfCards(missed),
  };
}

function lessonOf(group: string, lessons: readonly LessonOutline[]) {
  const lesson = lessons.find((each) => each.group === group);
  if (lesson === undefined) return [];
  const minutes = lesson.sections.reduce((sum, section) => sum + section.minutes, 0);
  const command = `apilab learn ${group}`;
  return [{ group, steps: [{ command, about: 'not asked today', minutes: whole(minutes) }] }];
}

function unasked(groups: readonly string[], results: readonly Result[]): readonly string[] {
  return groups.filter((id) => !results.some(({ card }) => card.group === id));
}

function minutesOfCards(cards: readonly CardOutline[]): number {
  return whole(cards.reduce((sum, { kind }) => sum + minutesFor[kind], 0));
}

function whole(minutes: number): number {
  return Math.max(1, Math.round(minutes));
}
