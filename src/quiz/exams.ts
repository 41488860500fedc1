import type { Exam, Progress } from '../progress/progress.ts';
import type { ProgressStore } from '../progress/store.ts';
import type { Result } from './result.ts';

/** An exam, and the last one before it about the same groups. */
export interface KeptExam {
  readonly exam: Exam;
  readonly former: Exam | undefined;
}

/**
 * Keeps what came of an exam of so many cards. An exam in which nothing was answered is none.
 *
 * @param groups what it was about; all groups if it is empty
 */
export function keepExam(
  store: ProgressStore,
  results: readonly Result[],
  { cards, groups, now }: { cards: number; groups: readonly string[]; now: Date },
): KeptExam | undefined {
  if (results.every(({ outcome }) => outcome === 'skipped')) return undefined;
  const right = results.filter(({ outcome }) => outcome === 'right');
  const exam: Exam = {
    at: now.toISOString(),
    groups,
    cards,
    right: right.length,
    missed: results.filter(({ outcome }) => outcome !== 'right').map(({ card }) => card.id),
  };
  let former: Exam | undefined;
  store.update((progress: Progress) => {
    former = lastExam(progress, groups);
    return { ...progress, exams: [...(progress.exams ?? []), exam] };
  });
  return { exam, former };
}

/** The last exam about the same groups. */
export function lastExam({ exams = [] }: Progress, groups: readonly string[]): Exam | undefined {
  return exams.findLast((exam) => sameGroups(exam.groups, groups));
}

function sameGroups(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((group) => other.includes(group));
}
